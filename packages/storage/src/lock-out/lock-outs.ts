import type { LockOutStore, PlannedLockOut } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function lockOutStore(on: Connection): LockOutStore {
  return {
    plan: (planned) => plan(on, planned),
    find: (accountId, organizationId) => find(on, accountId, organizationId),
    list: (organizationId, limit) => list(on, organizationId, limit),
    due: (now, limit) => due(on, now, limit),
    cancel: (accountId, organizationId) => cancel(on, accountId, organizationId),
  };
}

async function plan({ db }: Connection, planned: PlannedLockOut): Promise<void> {
  const { organizationId, accountId, dueAt, byAccountId, createdAt } = planned;
  const row = { due_at: dueAt, by_account_id: byAccountId, created_at: createdAt };
  await db
    .insertInto('planned_lock_out')
    .values({ ...row, organization_id: organizationId, account_id: accountId })
    .onConflict((conflict) => conflict.columns(['organization_id', 'account_id']).doUpdateSet(row))
    .execute();
}

const planned = ({ db }: Connection) =>
  db.selectFrom('planned_lock_out').selectAll().orderBy('due_at').orderBy('account_id');

async function find(on: Connection, accountId: string, organizationId: string): Promise<PlannedLockOut | null> {
  const row = await planned(on)
    .where('account_id', '=', id(accountId))
    .where('organization_id', '=', id(organizationId))
    .executeTakeFirst();
  return row === undefined ? null : plannedOf(row);
}

async function list(on: Connection, organizationId: string, limit: number): Promise<PlannedLockOut[]> {
  const rows = await planned(on).where('organization_id', '=', id(organizationId)).limit(limit).execute();
  return rows.map(plannedOf);
}

async function due(on: Connection, now: number, limit: number): Promise<PlannedLockOut[]> {
  return (await planned(on).where('due_at', '<=', now).limit(limit).execute()).map(plannedOf);
}

async function cancel({ db }: Connection, accountId: string, organizationId: string | null): Promise<boolean> {
  let all = db.deleteFrom('planned_lock_out').where('account_id', '=', id(accountId));
  if (organizationId !== null) all = all.where('organization_id', '=', id(organizationId));
  return (await all.executeTakeFirstOrThrow()).numDeletedRows > 0n;
}

function plannedOf(row: Selectable<Tables['planned_lock_out']>): PlannedLockOut {
  return {
    organizationId: row.organization_id,
    accountId: row.account_id,
    dueAt: row.due_at,
    byAccountId: row.by_account_id,
    createdAt: row.created_at,
  };
}
