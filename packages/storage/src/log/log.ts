import type { LogEntry, LogEvent, LogStore, Page, PageRequest } from '@rollcall/core';
import type { Insertable, Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { prepare } from '../prepared.ts';
import type { Tables } from '../schema.ts';

export function logStore(on: Connection): LogStore {
  return {
    append: (entry) => append(on, entry),
    pageOf: (accountId, events, page) => readPage(on, accountId, events, page),
    eraseAddresses: (before, batch) => eraseAddresses(on, before, batch),
  };
}

async function append(on: Connection, entry: LogEntry): Promise<void> {
  await insertEntry(on, {
    id: entry.id,
    at: entry.at,
    event: entry.event,
    account_id: entry.accountId,
    organization_id: entry.organizationId,
    actor_kind: entry.actorKind,
    actor_account_id: entry.actorAccountId,
    actor_device_id: entry.actorDeviceId,
    credential_id: entry.credentialId,
    device_id: entry.deviceId,
    address: entry.address,
    details: JSON.stringify(entry.details),
  });
}

const insertEntry = prepare<Insertable<Tables['log']>, unknown>(({ db }, slot) =>
  db.insertInto('log').values({
    id: slot('id'),
    at: slot('at'),
    event: slot('event'),
    account_id: slot('account_id'),
    organization_id: slot('organization_id'),
    actor_kind: slot('actor_kind'),
    actor_account_id: slot('actor_account_id'),
    actor_device_id: slot('actor_device_id'),
    credential_id: slot('credential_id'),
    device_id: slot('device_id'),
    address: slot('address'),
    details: slot('details'),
  }),
);

async function readPage(
  { db }: Connection,
  accountId: string,
  events: readonly LogEvent[],
  page: PageRequest,
): Promise<Page<LogEntry>> {
  let query = db.selectFrom('log').selectAll().where('account_id', '=', id(accountId));
  if (events.length > 0) query = query.where('event', 'in', events);
  if (page.after !== null) query = query.where('id', '<', id(page.after));
  const rows = await query.orderBy('id', 'desc').limit(rowsToRead(page)).execute();
  return pageOf(rows.map(entryOf), page);
}

async function eraseAddresses({ db }: Connection, before: number, batch: number): Promise<number> {
  const old = db
    .selectFrom('log')
    .select('id')
    .where('at', '<', before)
    .where('address', 'is not', null)
    .orderBy('at')
    .limit(batch);
  const erased = await db.updateTable('log').set({ address: null }).where('id', 'in', old).executeTakeFirstOrThrow();
  return Number(erased.numUpdatedRows);
}

function entryOf(row: Selectable<Tables['log']>): LogEntry {
  return {
    id: row.id,
    at: row.at,
    event: row.event,
    accountId: row.account_id,
    organizationId: row.organization_id,
    actorKind: row.actor_kind,
    actorAccountId: row.actor_account_id,
    actorDeviceId: row.actor_device_id,
    credentialId: row.credential_id,
    deviceId: row.device_id,
    address: row.address,
    details: JSON.parse(row.details),
  };
}
