import { type LastUse, limitsFor, type Policy, type RunningOut, type Stretch } from '@rollcall/core';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { afterOf, isOfItsOwn } from '../credential/lists.ts';
import { idsStanding } from '../credential/organization-list.ts';
import { isLive, kindsLimitedByPolicy } from '../credential/state.ts';
import { type Id, id } from '../id.ts';
import { look, stretchOf } from '../stretch.ts';

/** How many sessions one call looks at, the newest first; fewer where each of them is told. */
const looks = 5_000;
const looksAtEach = 2_000;

export function runningOut(
  on: Connection,
  organizationId: string,
  policy: Policy,
  now: number,
  from: string | null,
): Promise<Stretch<RunningOut>> {
  const isExpired = isPast('issued_at', 'absoluteLimitMs', policy, now);
  return lookAtLive(on, organizationId, from, looks, (sessions) =>
    // What costs little is asked first: of many rows few are left for the rest.
    sessions
      .select([
        'credential.account_id as accountId',
        sql<RunningOut['why']>`case when ${isExpired} then 'expired' else 'idle' end`.as('why'),
      ])
      .where(sql<SqlBool>`credential.kind in (${sql.raw(kindsLimitedByPolicy)})`)
      .where(sql<SqlBool>`(${isExpired} or ${isPast('last_used_at', 'idleLimitMs', policy, now)})`)
      .where(isOfItsOwn)
      .where(isLive(now))
      .execute(),
  );
}

export function lastUses(
  on: Connection,
  organizationId: string,
  now: number,
  from: string | null,
): Promise<Stretch<LastUse>> {
  return lookAtLive(on, organizationId, from, looksAtEach, (sessions) =>
    sessions
      .select(['credential.account_id as accountId', 'credential.last_address as address'])
      .where(isOfItsOwn)
      .where(isLive(now))
      .execute(),
  );
}

function lookAtLive<One>(
  on: Connection,
  organizationId: string,
  from: string | null,
  most: number,
  find: (sessions: Sessions) => Promise<One[]>,
): Promise<Stretch<One>> {
  const before = afterOf({ after: from });
  const sessions = standing(on, organizationId, before);
  return look(idsStanding(on, organizationId, before), stretchOf(on, most), (edge) =>
    find(edge === null ? sessions : sessions.where('credential.id', '>=', edge)),
  );
}

type Sessions = ReturnType<typeof standing>;

/** Not ended, of the organization: all by the index of what is live there. */
function standing({ db }: Pick<Connection, 'db'>, organizationId: string, before: Id) {
  return db
    .selectFrom('credential')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .leftJoin('session', 'session.credential_id', 'credential.id')
    .where('credential.organization_id', '=', id(organizationId))
    .where('credential.kind', '=', 'session')
    .where('credential.revoked_at', 'is', null)
    .where('credential.id', '<', before)
    .orderBy('credential.id', 'desc');
}

function isPast(
  since: 'issued_at' | 'last_used_at',
  limit: 'absoluteLimitMs' | 'idleLimitMs',
  policy: Policy,
  now: number,
): RawBuilder<SqlBool> {
  const before = (lifetime: 'remembered' | 'standard') => now - (limitsFor(policy, lifetime)[limit] ?? now);
  return sql<SqlBool>`${sql.ref(`credential.${since}`)} <= case credential.lifetime
    when 'remembered' then ${whole(before('remembered'))} else ${whole(before('standard'))} end`;
}

/** PostgreSQL would take a number on its own in a `case` for a text. */
function whole(number: number): RawBuilder<number> {
  return sql.lit(number);
}
