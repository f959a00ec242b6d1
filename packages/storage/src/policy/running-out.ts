import { limitsFor, type Policy, type RunningOut, type Stretch } from '@rollcall/core';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { afterOf, isOfItsOwn } from '../credential/lists.ts';
import { idsStanding } from '../credential/organization-list.ts';
import { isLive, kindsLimitedByPolicy } from '../credential/state.ts';
import type { Id } from '../id.ts';
import { look } from '../stretch.ts';
import { standing } from './standing.ts';

/** How many sessions one call looks at, the newest first. */
const looks = 5_000;

export function runningOut(
  on: Connection,
  organizationId: string,
  policy: Policy,
  now: number,
  from: string | null,
): Promise<Stretch<RunningOut>> {
  const before = afterOf({ after: from });
  return look(idsStanding(on, organizationId, before), looks, (edge) =>
    outOf(on, organizationId, policy, now, before, edge),
  );
}

function outOf(
  on: Connection,
  organizationId: string,
  policy: Policy,
  now: number,
  before: Id,
  edge: Id | null,
): Promise<RunningOut[]> {
  const isExpired = isPast('issued_at', 'absoluteLimitMs', policy, now);
  const some = standing(on, organizationId).where('credential.id', '<', before);
  // What costs little is asked first: of many rows few are left for the rest.
  return (edge === null ? some : some.where('credential.id', '>=', edge))
    .select([
      'credential.account_id as accountId',
      sql<RunningOut['why']>`case when ${isExpired} then 'expired' else 'idle' end`.as('why'),
    ])
    .where(sql<SqlBool>`credential.kind in (${sql.raw(kindsLimitedByPolicy)})`)
    .where(sql<SqlBool>`(${isExpired} or ${isPast('last_used_at', 'idleLimitMs', policy, now)})`)
    .where(isOfItsOwn)
    .where(isLive(now))
    .orderBy('credential.id', 'desc')
    .execute();
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
