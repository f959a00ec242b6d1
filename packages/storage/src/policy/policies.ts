import type { LastUse, PolicyStore, Span } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { isOfItsOwn } from '../credential/lists.ts';
import { isLive } from '../credential/state.ts';
import { id } from '../id.ts';
import { runningOut } from './running-out.ts';
import { standing } from './standing.ts';
import { holdersOfMore, withoutFactor } from './touched-members.ts';

export function policyStore(on: Connection): PolicyStore {
  return {
    version: (organizationId) => version(on, organizationId),
    runningOut: (organizationId, policy, now, from) => runningOut(on, organizationId, policy, now, from),
    holdersOfMore: (organizationId, sessions, now, from) => holdersOfMore(on, organizationId, sessions, now, from),
    withoutFactor: (organizationId, from) => withoutFactor(on, organizationId, from),
    trusting: (organizationId, granted, most) => trusting(on, organizationId, granted, most),
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

async function trusting(
  { db }: Connection,
  organizationId: string,
  { after, until }: Span,
  most: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('trust')
    .select('account_id')
    .where('organization_id', '=', id(organizationId))
    .where('granted_at', '>', after)
    .where('granted_at', '<=', until)
    .orderBy('granted_at', 'desc')
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
