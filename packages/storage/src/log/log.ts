import type { LogEntry, LogEvent, LogStore, Page, PageRequest } from '@rollcall/core';
import type { Insertable, Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { insertForMany } from '../for-many.ts';
import { id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import type { Tables } from '../schema.ts';

export function logStore(on: Connection): LogStore {
  return {
    append: (entry) => append(on, entry),
    pageOf: (accountId, events, page) => readPage(on, accountId, events, page),
    notedBy: (actorId, event, accountIds, since) => notedBy(on, actorId, event, accountIds, since),
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

const insertEntry = insertForMany<'log', Insertable<Tables['log']>>('log', {
  id: 'id',
  at: 'whole',
  event: 'text',
  account_id: 'id',
  organization_id: 'id',
  actor_kind: 'text',
  actor_account_id: 'id',
  actor_device_id: 'id',
  credential_id: 'id',
  device_id: 'id',
  address: 'text',
  details: 'text',
});

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

async function notedBy(
  { db }: Connection,
  actorId: string,
  event: LogEvent,
  accountIds: readonly string[],
  since: number,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('log')
    .select('account_id')
    .distinct()
    .where('account_id', 'in', accountIds.map(id))
    .where('actor_account_id', '=', id(actorId))
    .where('event', '=', event)
    .where('at', '>', since)
    .execute();
  return new Set(rows.flatMap((row) => row.account_id ?? []));
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
