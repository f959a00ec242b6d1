import type { Page, PageRequest, SessionFilter, SessionRecord } from '@rollcall/core';
import { type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { isNamedLike } from '../organization/search.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { prepare, type SlotOf } from '../prepared.ts';
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
  const edge = filter.accountIds === null ? await edgeOfStretch(on, organizationId, page, filter) : null;
  const found = await filtered(on, organizationId, now, page, filter, edge);
  return found.next === null && edge !== null ? { rows: found.rows, next: edge } : found;
}

async function filtered(
  on: Connection,
  organizationId: Id,
  now: number,
  page: PageRequest,
  { accountIds, namePart, state, type, from, to }: SessionFilter,
  edge: Id | null,
): Promise<Page<SessionRecord>> {
  let rows = sessionRows(on)
    .where('credential.organization_id', '=', organizationId)
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

/** The last id of the stretch that a request looks at; `null` where it reaches the end. */
async function edgeOfStretch(
  { db }: Connection,
  organizationId: Id,
  page: PageRequest,
  { state }: SessionFilter,
): Promise<Id | null> {
  let ids = db.selectFrom('credential').select('id').where('id', '<', afterOf(page));
  // An index has the live ones of an organization; ended ones are looked for among all there are.
  if (state !== 'ended') {
    ids = ids
      .where('organization_id', '=', organizationId)
      .where('kind', '=', 'session')
      .where('revoked_at', 'is', null);
  }
  const edge = await ids
    .orderBy('id', 'desc')
    .offset(looks - 1)
    .limit(1)
    .executeTakeFirst();
  return edge?.id ?? null;
}
