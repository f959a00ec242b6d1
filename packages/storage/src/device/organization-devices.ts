import type { DeviceFilter, DeviceThere, Page, PageRequest, SignedInDevices } from '@rollcall/core';
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { candidates } from '../credential/act.ts';
import { afterOf } from '../credential/lists.ts';
import { isLive } from '../credential/state.ts';
import { type Id, id } from '../id.ts';
import { isNamedLike } from '../organization/search.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { look } from '../stretch.ts';
import { unindexed } from '../unindexed.ts';
import { deviceOf } from './device-of.ts';

/** How many devices a request looks at that no index leads to. */
const looks = 10_000;

export async function pageOrganizationDevices(
  on: Connection,
  organizationId: string,
  now: number,
  page: PageRequest,
  filter: DeviceFilter,
): Promise<Page<DeviceThere>> {
  const { accountIds } = filter;
  if (accountIds?.length === 0) return { rows: [], next: null };
  const read = (edge: Id | null) => found(on, id(organizationId), now, page, filter, edge);
  const looked =
    accountIds === null
      ? await look(idsBefore(on, page), looks, read)
      : // Few accounts have few devices, and an index leads to them.
        { found: await read(null), next: null };
  const { rows, next } = pageOf(looked.found, page);
  const ids = rows.map((row) => id(row.id));
  const uses = await usesOf(on, id(organizationId), now, ids);
  const none = { sessions: 0, lastUsedAt: null, lastAddress: null };
  const there = rows.map((row) => ({ id: row.id, device: deviceOf(row), ...(uses.get(row.id) ?? none) }));
  return { rows: there, next: next ?? looked.next };
}

function found(
  on: Connection,
  organizationId: Id,
  now: number,
  page: PageRequest,
  { accountIds, namePart, type, state, trust }: DeviceFilter,
  edge: Id | null,
) {
  const live = liveIn(on, organizationId, now).where(sql<SqlBool>`credential.device_id = device.id`);
  const trusts = on.db
    .selectFrom('trust')
    .select('trust.id')
    .where(sql<SqlBool>`trust.device_id = device.id`)
    .where('trust.organization_id', '=', organizationId);
  let devices = on.db
    .selectFrom('device')
    .selectAll()
    .where('device.id', '<', afterOf(page))
    .where('device.removed_at', 'is', null)
    .where(sql<SqlBool>`(${any(live)} or ${any(trusts)})`);
  if (edge !== null) devices = devices.where('device.id', '>=', edge);
  if (accountIds !== null) devices = devices.where('device.account_id', 'in', accountIds.map(id));
  if (namePart !== null) devices = devices.where(isNamedLike(on, sql.ref('device.account_id'), namePart));
  if (type !== null) devices = devices.where('device.client_type', '=', type);
  const isHeld = sql<SqlBool>`coalesce(credential.held_until, 0) > ${now}`;
  if (state === 'active') devices = devices.where(any(live.where(sql<SqlBool>`not ${isHeld}`)));
  if (state === 'held') devices = devices.where(any(live.where(isHeld)));
  if (state === 'signed_out') devices = devices.where(sql<SqlBool>`not ${any(live)}`);
  if (trust !== null) {
    // Nothing was granted after the end of all time.
    const counting = any(trusts.where('trust.granted_at', '>', trust.grantedAfter ?? Number.MAX_SAFE_INTEGER));
    devices = devices.where(trust.is === 'trusted' ? counting : sql<SqlBool>`not ${counting}`);
  }
  return devices.orderBy('device.id', 'desc').limit(rowsToRead(page)).execute();
}

/**
 * Whether there is any, asked of one device after the other: PostgreSQL would otherwise gather everybody's first, to look each device
 * up among them.
 */
function any(some: { limit(rows: number): Expression<unknown> }): RawBuilder<SqlBool> {
  return sql<SqlBool>`((${some.limit(1)}) is not null)`;
}

export async function countSignedIn(
  on: Connection,
  organizationId: string,
  now: number,
  sessions: number,
): Promise<SignedInDevices> {
  const live = candidates(on)
    .clearSelect()
    .select('credential.device_id')
    .where('credential.organization_id', '=', id(organizationId))
    .where('credential.kind', '=', 'session')
    .where('credential.parent_id', 'is', null)
    .where('credential.revoked_at', 'is', null)
    .where(isLive(now))
    .limit(sessions + 1);
  const { count, looked } = await on.db
    .selectFrom(live.as('live'))
    .select((row) => [
      row.fn.count<number>('live.device_id').distinct().as('count'),
      row.fn.countAll<number>().as('looked'),
    ])
    .executeTakeFirstOrThrow();
  return { count, isMore: looked > sessions };
}

function liveIn(on: Pick<Connection, 'db'>, organizationId: Id, now: number) {
  return candidates(on)
    .where(unindexed('credential.organization_id'), '=', organizationId)
    .where('credential.kind', '=', 'session')
    .where('credential.parent_id', 'is', null)
    .where('credential.revoked_at', 'is', null)
    .where(isLive(now));
}

type Uses = Pick<DeviceThere, 'sessions' | 'lastUsedAt' | 'lastAddress'>;

async function usesOf(on: Connection, organizationId: Id, now: number, ids: readonly Id[]): Promise<Map<string, Uses>> {
  if (ids.length === 0) return new Map();
  const live = liveIn(on, organizationId, now).clearSelect();
  const [counted, addresses] = await Promise.all([
    live
      .select((row) => [
        'credential.device_id as id',
        row.fn.countAll<number>().as('sessions'),
        row.fn.max('credential.last_used_at').as('lastUsedAt'),
      ])
      .where('credential.device_id', 'in', ids)
      .groupBy('credential.device_id')
      .execute(),
    on.db
      .selectFrom('device')
      .select('device.id')
      .select(
        live
          .select('credential.last_address')
          .where(sql<SqlBool>`credential.device_id = device.id`)
          .orderBy('credential.last_used_at', 'desc')
          .limit(1)
          .as('lastAddress'),
      )
      .where('device.id', 'in', ids)
      .execute(),
  ]);
  const addressOf = new Map<string, string | null>(addresses.map(({ id, lastAddress }) => [id, lastAddress]));
  return new Map(
    counted.flatMap(({ id, sessions, lastUsedAt }) =>
      id === null ? [] : [[id, { sessions, lastUsedAt, lastAddress: addressOf.get(id) ?? null }] as const],
    ),
  );
}

function idsBefore({ db }: Connection, page: PageRequest) {
  return db.selectFrom('device').select('id').where('id', '<', afterOf(page)).orderBy('id', 'desc');
}
