import type { ClientDescription, Device, DeviceStore } from '@rollcall/core';
import type { Insertable } from 'kysely';
import type { Connection } from '../connection.ts';
import { insertForMany, selectForMany, updateForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';
import type { Tables } from '../schema.ts';
import { clientColumns, clientSorts } from './client.ts';
import { type DeviceColumns, deviceOf } from './device-of.ts';
import { countSignedIn, pageOrganizationDevices } from './organization-devices.ts';

export function deviceStore(on: Connection): DeviceStore {
  return {
    findByBrowser: (browserHash, accountId) => findByBrowser(on, browserHash, accountId),
    find: (deviceId, accountId) => find(on, deviceId, accountId),
    insert: (device, browserHash) => insert(on, device, browserHash),
    noteSignIn: (deviceId, client, at) => noteSignIn(on, deviceId, client, at),
    rename: (deviceId, accountId, name) => rename(on, deviceId, accountId, name),
    remove: (deviceId, accountId, at, lost) => remove(on, deviceId, accountId, at, lost),
    pageOrganization: (organizationId, now, page, filter) =>
      pageOrganizationDevices(on, organizationId, now, page, filter),
    countSignedIn: (organizationId, now, sessions) => countSignedIn(on, organizationId, now, sessions),
    hasProvedTwo: (deviceId, accountId) => hasProvedTwo(on, deviceId, accountId),
    listOf: (accountId) => listOf(on, accountId),
  };
}

const devicesOf = ({ db }: Connection, accountId: string) =>
  db.selectFrom('device').selectAll().where('account_id', '=', id(accountId));

async function findByBrowser(on: Connection, browserHash: Uint8Array, accountId: string): Promise<Device | null> {
  const [row] = await livingOfBrowser(on, { account_id: id(accountId), browser_hash: Buffer.from(browserHash) });
  return row === undefined ? null : deviceOf(row);
}

const livingOfBrowser = selectForMany<Pick<DeviceColumns, 'account_id' | 'browser_hash'>, DeviceColumns>(
  { account_id: 'id', browser_hash: 'bytes' },
  ({ db }, slot) =>
    db
      .selectFrom('device')
      .selectAll()
      .where('account_id', '=', slot('account_id'))
      .where('browser_hash', '=', slot('browser_hash'))
      .where('removed_at', 'is', null),
);

async function find(on: Connection, deviceId: string, accountId: string): Promise<Device | null> {
  const row = await devicesOf(on, accountId).where('id', '=', id(deviceId)).executeTakeFirst();
  return row === undefined ? null : deviceOf(row);
}

/** The account is named so that its index leads there: that of devices has live ones only. */
async function hasProvedTwo({ db }: Connection, deviceId: string, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('credential')
    .select('id')
    .where('account_id', '=', id(accountId))
    .where('kind', '=', 'session')
    .where('device_id', '=', id(deviceId))
    .where('assurance', '=', 2)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function listOf(on: Connection, accountId: string): Promise<Device[]> {
  const rows = await devicesOf(on, accountId)
    .where('removed_at', 'is', null)
    .orderBy('last_sign_in_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(deviceOf);
}

async function insert(on: Connection, device: Device, browserHash: Uint8Array): Promise<void> {
  await insertRow(on, {
    id: device.id,
    account_id: device.accountId,
    browser_hash: browserHash,
    name: device.name,
    ...clientColumns(device.client),
    first_seen_at: device.firstSeenAt,
    last_sign_in_at: device.lastSignInAt,
    removed_at: device.removedAt,
    lost_at: device.lostAt,
  });
}

const insertRow = insertForMany<'device', Insertable<Tables['device']>>('device', {
  id: 'id',
  account_id: 'id',
  browser_hash: 'bytes',
  name: 'text',
  ...clientSorts,
  first_seen_at: 'whole',
  last_sign_in_at: 'whole',
  removed_at: 'whole',
  lost_at: 'whole',
});

async function noteSignIn(on: Connection, deviceId: string, client: ClientDescription, at: number): Promise<void> {
  await updateSignIn(on, { id: id(deviceId), ...clientColumns(client), at });
}

const updateSignIn = updateForMany<'device', ReturnType<typeof clientColumns> & { id: Id; at: number }>(
  { id: 'id', ...clientSorts, at: 'whole' },
  ({ db }, slot) =>
    db
      .updateTable('device')
      .set({
        client_type: slot('client_type'),
        browser_name: slot('browser_name'),
        browser_version: slot('browser_version'),
        system_name: slot('system_name'),
        system_version: slot('system_version'),
        model: slot('model'),
        last_sign_in_at: slot('at'),
      })
      .where('device.id', '=', slot('id'))
      .where('device.last_sign_in_at', '<=', slot('at')),
);

const living = ({ db }: Connection, deviceId: string, accountId: string) =>
  db
    .updateTable('device')
    .where('id', '=', id(deviceId))
    .where('account_id', '=', id(accountId))
    .where('removed_at', 'is', null);

async function rename(on: Connection, deviceId: string, accountId: string, name: string | null): Promise<boolean> {
  const renamed = await living(on, deviceId, accountId).set({ name }).executeTakeFirstOrThrow();
  return renamed.numUpdatedRows === 1n;
}

async function remove(
  on: Connection,
  deviceId: string,
  accountId: string,
  at: number,
  lost: boolean,
): Promise<boolean> {
  const removed = await living(on, deviceId, accountId)
    .set({ removed_at: at, lost_at: lost ? at : null })
    .executeTakeFirstOrThrow();
  return removed.numUpdatedRows === 1n;
}
