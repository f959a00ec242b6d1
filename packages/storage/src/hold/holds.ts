import type { Hold, HoldOutcome, HoldStore } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function holdStore(on: Connection): HoldStore {
  return {
    insert: (hold) => insert(on, hold),
    find: (holdId) => find(on, holdId),
    listOpen: (accountId, now) => listOpen(on, accountId, now),
    hasUnproven: (byCredentialId, since) => hasUnproven(on, byCredentialId, since),
    passOn: (fromCredentialId, toCredentialId) => passOn(on, fromCredentialId, toCredentialId),
    settle: (holdId, outcome, at) => settle(on, holdId, outcome, at),
    listLapsed: (now, batch) => listLapsed(on, now, batch),
  };
}

async function insert({ db }: Connection, hold: Hold): Promise<void> {
  await db
    .insertInto('hold')
    .values({
      id: hold.id,
      account_id: hold.accountId,
      by_credential_id: hold.byCredentialId,
      by_device_id: hold.byDeviceId,
      act: hold.act,
      device_id: hold.deviceId,
      created_at: hold.createdAt,
      lapses_at: hold.lapsesAt,
      outcome: hold.outcome,
      settled_at: hold.settledAt,
    })
    .execute();
}

async function find({ db }: Connection, holdId: string): Promise<Hold | null> {
  const row = await db.selectFrom('hold').selectAll().where('id', '=', id(holdId)).executeTakeFirst();
  return row === undefined ? null : holdOf(row);
}

const unsettled = ({ db }: Connection) => db.selectFrom('hold').selectAll().where('settled_at', 'is', null);

async function listOpen(on: Connection, accountId: string, now: number): Promise<Hold[]> {
  const rows = await unsettled(on)
    .where('account_id', '=', id(accountId))
    .where('lapses_at', '>', now)
    .orderBy('id')
    .execute();
  return rows.map(holdOf);
}

async function listLapsed(on: Connection, now: number, batch: number): Promise<Hold[]> {
  const rows = await unsettled(on).where('lapses_at', '<=', now).orderBy('lapses_at').limit(batch).execute();
  return rows.map(holdOf);
}

async function hasUnproven({ db }: Connection, byCredentialId: string, since: number): Promise<boolean> {
  const row = await db
    .selectFrom('hold')
    .select('id')
    .where('by_credential_id', '=', id(byCredentialId))
    .where('created_at', '>', since)
    .where((hold) => hold.or([hold('outcome', 'is', null), hold('outcome', '!=', 'confirmed')]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function passOn({ db }: Connection, fromCredentialId: string, toCredentialId: string): Promise<void> {
  await db
    .updateTable('hold')
    .set({ by_credential_id: toCredentialId })
    .where('by_credential_id', '=', id(fromCredentialId))
    .execute();
}

async function settle({ db }: Connection, holdId: string, outcome: HoldOutcome, at: number): Promise<boolean> {
  const settled = await db
    .updateTable('hold')
    .set({ outcome, settled_at: at })
    .where('id', '=', id(holdId))
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return settled.numUpdatedRows === 1n;
}

function holdOf(row: Selectable<Tables['hold']>): Hold {
  return {
    id: row.id,
    accountId: row.account_id,
    byCredentialId: row.by_credential_id,
    byDeviceId: row.by_device_id,
    act: row.act,
    deviceId: row.device_id,
    createdAt: row.created_at,
    lapsesAt: row.lapses_at,
    outcome: row.outcome,
    settledAt: row.settled_at,
  };
}
