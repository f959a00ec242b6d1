import { credentialKinds, kinds } from '@rollcall/core';
import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Whose common ending ends a credential too. */
export type SubjectOfAll = 'account' | 'organization';

/**
 * The generation that a credential was born with is its own until a row says one more: that row is then its ending.
 * A subquery and not a join: where PostgreSQL has no statistics yet, it would go through all generations for each row.
 */
const commonEnding = (subject: SubjectOfAll) => sql`(select generation.value from generation
  where generation.subject_kind = ${sql.lit(subject)} and generation.kind = credential.kind
    and generation.subject_id = ${sql.ref(`credential.${subject}_id`)}
    and generation.value = ${sql.ref(`credential.${subject}_generation`)} + 1)`;

/** Neither ended by itself nor with all the others. Its time may have run out: see `isLive`. */
export const isNotEnded: RawBuilder<SqlBool> = sql<SqlBool>`(credential.revoked_at is null
  and ${commonEnding('account')} is null and ${commonEnding('organization')} is null)`;

/** As a list in SQL. */
export const kindsLimitedByPolicy = credentialKinds
  .filter((kind) => kinds[kind].limitedByPolicy)
  .map((kind) => `'${kind}'`)
  .join(', ');

/** A limit of the policy as it binds a credential, in milliseconds; null where it does not. Needs `policy` joined. */
export const limitMs = (limit: 'idle' | 'absolute'): RawBuilder<number | null> => sql<number | null>`(case
  when credential.kind in (${sql.raw(kindsLimitedByPolicy)}) then 60000 * case
    when credential.lifetime = 'remembered' and policy.keep_signed_in = 'allowed'
      then ${sql.ref(`policy.remembered_${limit}_limit_minutes`)}
    else ${sql.ref(`policy.${limit}_limit_minutes`)} end end)`;

/** Whether that moment is past; without one it never is. */
const isPast = (moment: RawBuilder<unknown>, now: number) => sql`coalesce(${moment} <= ${now}, false)`;

/**
 * `whyUnusable` of core, in SQL: usable, or held. Idle time is judged as of `idleNow`, which may be earlier. Needs `policy`
 * joined.
 */
export function isLive(now: number, idleNow: number = now): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${isNotEnded} and (
    coalesce(credential.held_until, 0) > ${now}
    or not (${isPast(sql`credential.expires_at`, now)}
      or ${isPast(sql`credential.issued_at + ${limitMs('absolute')}`, now)}
      or ${isPast(sql`credential.last_used_at + ${limitMs('idle')}`, idleNow)})))`;
}

/**
 * How long a use may be on its way into the store, in milliseconds. What is idle for no longer than that may yet turn
 * out to have been used, so that it may still be held and is not yet swept.
 */
export const unwrittenUseMs = 60_000;
