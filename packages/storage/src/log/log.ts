import type { LogEntry, LogEvent, LogStore, Page, PageRequest } from '@rollcall/core';
import type { Insertable } from 'kysely';
import type { Connection } from '../connection.ts';
import { insertForMany } from '../for-many.ts';
import { id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import type { Tables } from '../schema.ts';
import { entryOf } from './entry.ts';
import { eraseAddresses } from './erase-addresses.ts';
import { readOrganization } from './read-organization.ts';

export function logStore(on: Connection): LogStore {
  return {
    append: (entry) => append(on, entry),
    pageOf: (accountId, events, page) => readPage(on, accountId, events, page),
    notedBy: (actorId, event, accountIds, since) => notedBy(on, actorId, event, accountIds, since),
    pageOfOrganization: (organizationId, filter, page) => readOrganization(on, organizationId, filter, page),
    eraseAddresses: (now, batch) => eraseAddresses(on, now, batch),
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

type Appended = Omit<Insertable<Tables['log']>, 'sequence' | 'salt' | 'commitment' | 'digest' | 'chain_hash'>;

const insertEntry = insertForMany<'log', Appended>('log', {
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
