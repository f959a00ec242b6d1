import type { PolicyStore, Span } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { holdersOfMore, withoutFactor } from './touched-members.ts';
import { lastUses, runningOut } from './touched-sessions.ts';

export function policyStore(on: Connection): PolicyStore {
  return {
    version: (organizationId) => version(on, organizationId),
    runningOut: (organizationId, policy, now, from) => runningOut(on, organizationId, policy, now, from),
    holdersOfMore: (organizationId, sessions, now, from) => holdersOfMore(on, organizationId, sessions, now, from),
    withoutFactor: (organizationId, from) => withoutFactor(on, organizationId, from),
    trusting: (organizationId, granted, most) => trusting(on, organizationId, granted, most),
    lastUses: (organizationId, now, from) => lastUses(on, organizationId, now, from),
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
