import type { Page, PageRequest, SessionFilter, SessionRecord } from '@rollcall/core';
import { type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { isNamedLike } from '../organization/search.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { prepare, type SlotOf } from '../prepared.ts';
import { look } from '../stretch.ts';
import { unindexed } from '../unindexed.ts';
import { afterOf, isListed, type PageValues } from './lists.ts';
import { liveRecordOf, sessionRecordOf } from './session-record.ts';
import { liveSessionRows, sessionRows } from './session-rows.ts';
import { isLive } from './state.ts';

/**
 * How many rows a request looks at that no index leads to. So none takes long, however few of a million a filter leaves: what
 * was not found within so many is looked for by the next, from there.
 */
const looks = 10_000;

export async function pageOrganizationSessions(
  on: Connection,
  organizationId: string,
  now: number,
  page: PageRequest,
  filter: SessionFilter | null = null,
): Promise<Page<SessionRecord>> {
  if (filter !== null) return pageFiltered(on, id(organizationId), now, page, filter);
  const rows = await liveOfOrganization(on, {
    of: id(organizationId),
    now,
    after: afterOf(page),
    limit: rowsToRead(page),
  });
  return pageOf(rows.map(liveRecordOf), page);
}

const liveOfOrganization = prepare((on, slot: SlotOf<PageValues>) =>
  liveSessionRows(on)
    .where('credential.organization_id', '=', slot('of'))
    .where(isListed)
    .where('credential.id', '<', slot('after'))
    .where('credential.revoked_at', 'is', null)
    .where(isLive(slot('now')))
    .orderBy('credential.id', 'desc')
    .limit(slot('limit')),
);

async function pageFiltered(
  on: Connection,
  organizationId: Id,
  now: number,
  page: PageRequest,
  filter: SessionFilter,
): Promise<Page<SessionRecord>> {
  if (filter.accountIds?.length === 0) return { rows: [], next: null };
  // Few accounts have few sessions, and an index leads to them.
  if (filter.accountIds !== null) return filtered(on, organizationId, now, page, filter, null);
  const ids = lookedAt(on, organizationId, page, filter);
  const { found, next } = await look(ids, looks, (edge) => filtered(on, organizationId, now, page, filter, edge));
  return { rows: found.rows, next: found.next ?? next };
}

async function filtered(
  on: Connection,
  organizationId: Id,
  now: number,
  page: PageRequest,
  { accountIds, namePart, state, type, from, to }: SessionFilter,
  edge: Id | null,
): Promise<Page<SessionRecord>> {
  const organization =
    accountIds === null ? sql.ref<Id>('credential.organization_id') : unindexed('credential.organization_id');
  let rows = sessionRows(on)
    .where(organization, '=', organizationId)
    .where(isListed)
    .where('credential.id', '<', afterOf(page));
  if (edge !== null) rows = rows.where('credential.id', '>=', edge);
  if (accountIds !== null) rows = rows.where('credential.account_id', 'in', accountIds.map(id));
  if (namePart !== null) rows = rows.where(isNamedLike(on, sql.ref('credential.account_id'), namePart));
  if (type !== null) rows = rows.where('session.client_type', '=', type);
  if (from !== null) rows = rows.where('credential.issued_at', '>=', from);
  if (to !== null) rows = rows.where('credential.issued_at', '<', to);
  const isHeld = sql<SqlBool>`coalesce(credential.held_until, 0) > ${now}`;
  rows =
    state === 'ended'
      ? rows.where(sql<SqlBool>`not ${isLive(now)}`)
      : rows.where('credential.revoked_at', 'is', null).where(isLive(now));
  if (state === 'held') rows = rows.where(isHeld);
  if (state === 'active') rows = rows.where(sql<SqlBool>`not ${isHeld}`);
  const read = await rows.orderBy('credential.id', 'desc').limit(rowsToRead(page)).execute();
  return pageOf(
    read.map((row) => sessionRecordOf(row, now)),
    page,
  );
}

/** An index has the live ones of an organization; ended ones are looked for among all there are. */
function lookedAt({ db }: Connection, organizationId: Id, page: PageRequest, { state }: SessionFilter) {
  return state === 'ended'
    ? db.selectFrom('credential').select('id').where('id', '<', afterOf(page)).orderBy('id', 'desc')
    : idsStanding({ db }, organizationId, afterOf(page));
}

/** Sessions that have not ended in their rows, the newest first. */
export function idsStanding({ db }: Pick<Connection, 'db'>, organizationId: string, before: Id) {
  return db
    .selectFrom('credential')
    .select('id')
    .where('id', '<', before)
    .where('organization_id', '=', id(organizationId))
    .where('kind', '=', 'session')
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc');
}
