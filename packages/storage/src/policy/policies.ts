import { type LastUse, limitsFor, type Policy, type PolicyStore, type RunningOut } from '@rollcall/core';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { isOfItsOwn } from '../credential/lists.ts';
import { isLive, kindsLimitedByPolicy } from '../credential/state.ts';
import { id } from '../id.ts';

export function policyStore(on: Connection): PolicyStore {
  return {
    version: (organizationId) => version(on, organizationId),
    runningOut: (organizationId, policy, now, most) => runningOut(on, organizationId, policy, now, most),
    holdersOfMore: (organizationId, sessions, now, most) => holdersOfMore(on, organizationId, sessions, now, most),
    lastUses: (organizationId, now, most) => lastUses(on, organizationId, now, most),
  };
}

async function version({ db }: Connection, organizationId: string): Promise<number> {
  const { version } = await db
    .selectFrom('policy')
    .select('version')
    .where('organization_id', '=', id(organizationId))
    .executeTakeFirstOrThrow();
  return version;
}

/** Not ended, of the organization, and counted: all by the index of what is live there. */
function standing({ db }: Connection, organizationId: string) {
  return db
    .selectFrom('credential')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .leftJoin('session', 'session.credential_id', 'credential.id')
    .where('credential.organization_id', '=', id(organizationId))
    .where('credential.kind', '=', 'session')
    .where('credential.revoked_at', 'is', null);
}

async function runningOut(
  on: Connection,
  organizationId: string,
  policy: Policy,
  now: number,
  most: number,
): Promise<RunningOut[]> {
  const isExpired = isPast('issued_at', 'absoluteLimitMs', policy, now);
  // What costs little is asked first: of a million rows few are left for the rest.
  return standing(on, organizationId)
    .select([
      'credential.account_id as accountId',
      sql<RunningOut['why']>`case when ${isExpired} then 'expired' else 'idle' end`.as('why'),
    ])
    .where(sql<SqlBool>`credential.kind in (${sql.raw(kindsLimitedByPolicy)})`)
    .where(sql<SqlBool>`(${isExpired} or ${isPast('last_used_at', 'idleLimitMs', policy, now)})`)
    .where(isOfItsOwn)
    .where(isLive(now))
    .limit(most)
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

async function holdersOfMore(
  on: Connection,
  organizationId: string,
  sessions: number,
  now: number,
  most: number,
): Promise<string[]> {
  // Whoever has that many that have not ended; only of those is it asked whether they are live.
  const candidates = on.db
    .selectFrom('credential')
    .select('account_id')
    .where('organization_id', '=', id(organizationId))
    .where('kind', '=', 'session')
    .where('revoked_at', 'is', null)
    .groupBy('account_id')
    .having((row) => row.fn.countAll(), '>', sessions);
  const rows = await standing(on, organizationId)
    .select('credential.account_id')
    .where('credential.account_id', 'in', candidates)
    .where(isOfItsOwn)
    .where(isLive(now))
    .groupBy('credential.account_id')
    .having((row) => row.fn.countAll(), '>', sessions)
    .limit(most)
    .execute();
  return rows.map((row) => row.account_id);
}

async function lastUses(on: Connection, organizationId: string, now: number, most: number): Promise<LastUse[]> {
  return standing(on, organizationId)
    .select(['credential.account_id as accountId', 'credential.last_address as address'])
    .where(isOfItsOwn)
    .where(isLive(now))
    .orderBy('credential.id', 'desc')
    .limit(most)
    .execute();
}

/** PostgreSQL would take a number on its own in a `case` for a text. */
function whole(number: number): RawBuilder<number> {
  return sql.lit(number);
}
