import { reasonOf, type Termination, type TerminationStore } from '@rollcall/core';
import type { Insertable, Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { endingOfRow } from '../credential/session-record.ts';
import { sessionRows } from '../credential/session-rows.ts';
import { insertForMany } from '../for-many.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';
import { unindexed } from '../unindexed.ts';

export function terminationStore(on: Connection): TerminationStore {
  return {
    insert: (termination) => insert(on, termination),
    latest: (organizationId) => findLatest(on, organizationId),
    lock: (terminationId) => lock(on, terminationId),
    advance: (termination) => advance(on, termination),
    membersAfter: (organizationId, after, limit) => membersAfter(on, organizationId, after, limit),
    countMembers: (organizationId) => countMembers(on, organizationId),
    lostBy: (termination, accountIds) => lostBy(on, termination, accountIds),
  };
}

async function insert(on: Connection, termination: Termination): Promise<void> {
  await insertRow(on, {
    id: termination.id,
    organization_id: termination.organizationId,
    at: termination.at,
    by_account_id: termination.byAccountId,
    ...progressOf(termination),
  });
}

const insertRow = insertForMany<'termination', Insertable<Tables['termination']>>('termination', {
  id: 'id',
  organization_id: 'id',
  at: 'whole',
  by_account_id: 'id',
  members: 'whole',
  passed: 'whole',
  told: 'whole',
  passed_up_to: 'id',
  finished_at: 'whole',
});

async function advance({ db }: Connection, termination: Termination): Promise<void> {
  await db.updateTable('termination').set(progressOf(termination)).where('id', '=', id(termination.id)).execute();
}

function progressOf({ members, passed, told, passedUpTo, finishedAt }: Termination) {
  return { members, passed, told, passed_up_to: passedUpTo, finished_at: finishedAt };
}

async function findLatest({ db }: Connection, organizationId: string): Promise<Termination | null> {
  const row = await db
    .selectFrom('termination')
    .selectAll()
    .where('organization_id', '=', id(organizationId))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : terminationOf(row);
}

async function lock({ db, dialect }: Connection, terminationId: string): Promise<Termination | null> {
  const row = await db
    .selectFrom('termination')
    .selectAll()
    .where('id', '=', id(terminationId))
    .modifyEnd(dialect.lockRows('termination'))
    .executeTakeFirst();
  return row === undefined ? null : terminationOf(row);
}

async function membersAfter(
  { db }: Connection,
  organizationId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  let members = db.selectFrom('membership').select('account_id').where('organization_id', '=', id(organizationId));
  if (after !== null) members = members.where('account_id', '>', id(after));
  return (await members.orderBy('account_id').limit(limit).execute()).map((row) => row.account_id);
}

async function countMembers({ db }: Connection, organizationId: string): Promise<number> {
  const { count } = await db
    .selectFrom('membership')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('organization_id', '=', id(organizationId))
    .executeTakeFirstOrThrow();
  return count;
}

/** As their rows or the generations say, whichever of the two the sweeper has left them with. */
async function lostBy(
  on: Connection,
  termination: Termination,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { organizationId, at } = termination;
  const reason = reasonOf(termination);
  const lost = new Map<string, number>();
  if (accountIds.length === 0) return lost;
  const rows = await sessionRows(on)
    .where('credential.account_id', 'in', accountIds.map(id))
    .where('credential.kind', '=', 'session')
    .where(unindexed('credential.organization_id'), '=', id(organizationId))
    .where('credential.parent_id', 'is', null)
    .where((row) => row.or([row('credential.revoked_at', 'is', null), row('credential.revoked_at', '=', at)]))
    .execute();
  for (const row of rows) {
    const ending = endingOfRow(row, null);
    if (ending?.at !== at || ending.reason !== reason) continue;
    lost.set(row.account_id, (lost.get(row.account_id) ?? 0) + 1);
  }
  return lost;
}

function terminationOf(row: Selectable<Tables['termination']>): Termination {
  return {
    id: row.id,
    organizationId: row.organization_id,
    at: row.at,
    byAccountId: row.by_account_id,
    members: row.members,
    passed: row.passed,
    told: row.told,
    passedUpTo: row.passed_up_to,
    finishedAt: row.finished_at,
  };
}
