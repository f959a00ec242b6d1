import type { DeviceThere, Page, PageRequest } from '@rollcall/core';
import { type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { candidates } from '../credential/act.ts';
import { afterOf } from '../credential/lists.ts';
import { isLive } from '../credential/state.ts';
import { type Id, id } from '../id.ts';
import { isNamedLike } from '../organization/search.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { edgeOf } from '../stretch.ts';
import { unindexed } from '../unindexed.ts';
import { deviceOf } from './device-of.ts';

/** How many devices a request looks at that no index leads to. */
const looks = 10_000;

interface Named {
  readonly accountIds: readonly string[] | null;
  readonly namePart: string | null;
}

export async function pageOrganizationDevices(
  on: Connection,
  organizationId: string,
  now: number,
  page: PageRequest,
  { accountIds, namePart }: Named,
): Promise<Page<DeviceThere>> {
  if (accountIds?.length === 0) return { rows: [], next: null };
  const edge = accountIds === null ? await edgeOfStretch(on, page) : null;
  const held = liveIn(on, id(organizationId), now).where(sql<SqlBool>`credential.device_id = device.id`);
  let devices = on.db
    .selectFrom('device')
    .selectAll()
    .where('device.id', '<', afterOf(page))
    .where('device.removed_at', 'is', null)
    .where(({ exists, or, selectFrom }) =>
      or([
        exists(held),
        exists(
          selectFrom('trust')
            .select('trust.id')
            .whereRef('trust.device_id', '=', 'device.id')
            .where('trust.organization_id', '=', id(organizationId)),
        ),
      ]),
    );
  if (edge !== null) devices = devices.where('device.id', '>=', edge);
  if (accountIds !== null) devices = devices.where('device.account_id', 'in', accountIds.map(id));
  if (namePart !== null) devices = devices.where(isNamedLike(on, sql.ref('device.account_id'), namePart));
  const read = await devices.orderBy('device.id', 'desc').limit(rowsToRead(page)).execute();
  const { rows, next } = pageOf(read, page);
  const uses = await usesOf(
    on,
    id(organizationId),
    now,
    rows.map((row) => id(row.id)),
  );
  const none = { sessions: 0, lastUsedAt: null };
  const there = rows.map((row) => ({ id: row.id, device: deviceOf(row), ...(uses.get(row.id) ?? none) }));
  return { rows: there, next: next ?? edge };
}

function liveIn(on: Pick<Connection, 'db'>, organizationId: Id, now: number) {
  return candidates(on)
    .where(unindexed('credential.organization_id'), '=', organizationId)
    .where('credential.kind', '=', 'session')
    .where('credential.parent_id', 'is', null)
    .where('credential.revoked_at', 'is', null)
    .where(isLive(now));
}

async function usesOf(on: Connection, organizationId: Id, now: number, ids: readonly Id[]) {
  const uses = new Map<string, { readonly sessions: number; readonly lastUsedAt: number }>();
  if (ids.length === 0) return uses;
  const rows = await liveIn(on, organizationId, now)
    .clearSelect()
    .select((row) => [
      'credential.device_id as id',
      row.fn.countAll<number>().as('sessions'),
      row.fn.max('credential.last_used_at').as('lastUsedAt'),
    ])
    .where('credential.device_id', 'in', ids)
    .groupBy('credential.device_id')
    .execute();
  for (const { id, sessions, lastUsedAt } of rows) if (id !== null) uses.set(id, { sessions, lastUsedAt });
  return uses;
}

function edgeOfStretch({ db }: Connection, page: PageRequest): Promise<Id | null> {
  return edgeOf(db.selectFrom('device').select('id').where('id', '<', afterOf(page)).orderBy('id', 'desc'), looks);
}
