import type { LogEntry, LogFilter, Page, PageRequest } from '@rollcall/core';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { look } from '../stretch.ts';
import { unindexed } from '../unindexed.ts';
import { entryOf } from './entry.ts';

/** Whose acts: an index knows those on others, and the person's own history the rest. */
type Acts = 'all' | 'on_oneself' | 'on_others';

/** How many lines a request looks at to find those of a group, to which no index leads; see `pageOrganizationSessions`. */
const looks = 10_000;

export async function readOrganization(
  on: Connection,
  organizationId: string | null,
  filter: LogFilter,
  page: PageRequest,
): Promise<Page<LogEntry>> {
  const { accountId, actorAccountId, events } = filter;
  const read = (acts: Acts) => readSome(on, organizationId, filter, page, acts);
  if (accountId === undefined && actorAccountId === undefined && events.length > 0) {
    return readStretch(on, organizationId, filter, page);
  }
  if (actorAccountId === undefined || accountId !== undefined) return pageOf(await read('all'), page);
  const both = [...(await read('on_oneself')), ...(await read('on_others'))];
  return pageOf(both.sort(newestFirst).slice(0, rowsToRead(page)), page);
}

async function readStretch(
  on: Connection,
  organizationId: string | null,
  filter: LogFilter,
  page: PageRequest,
): Promise<Page<LogEntry>> {
  const ids = linesIn(on, organizationId, filter, page).select('id').orderBy('at', 'desc').orderBy('id', 'desc');
  const { found, next } = await look(ids, looks, (edge) => readSome(on, organizationId, filter, page, 'all', edge));
  const lines = pageOf(found, page);
  return { rows: lines.rows, next: lines.next ?? next };
}

function newestFirst(one: LogEntry, other: LogEntry): number {
  return other.at - one.at || (one.id < other.id ? 1 : -1);
}

async function readSome(
  on: Connection,
  organizationId: string | null,
  filter: LogFilter,
  page: PageRequest,
  acts: Acts,
  edge: Id | null = null,
): Promise<LogEntry[]> {
  const { actorAccountId, events } = filter;
  const accountId = acts === 'on_oneself' ? actorAccountId : filter.accountId;
  let query = linesIn(on, organizationId, filter, page).selectAll();
  if (accountId !== undefined) query = query.where('account_id', '=', id(accountId));
  if (actorAccountId !== undefined) query = query.where('actor_account_id', '=', id(actorAccountId));
  if (acts === 'on_others') query = query.where(sql<boolean>`(account_id is null or account_id <> actor_account_id)`);
  if (events.length > 0) query = query.where('event', 'in', events);
  if (edge !== null) query = query.where(sql<boolean>`(at, id) >= ${placeOf(edge, organizationId)}`);
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(rowsToRead(page)).execute();
  return rows.map(entryOf);
}

/** Lines behind where the page before ended. A person's are few, and found by the index of theirs. */
function linesIn({ db }: Connection, organizationId: string | null, filter: LogFilter, { after }: PageRequest) {
  const { accountId, actorAccountId, from, to } = filter;
  const isOfSomebody = accountId !== undefined || actorAccountId !== undefined;
  const organization = isOfSomebody ? unindexed('log.organization_id') : sql.ref<Id>('log.organization_id');
  let query = db.selectFrom('log').where(isOf(organization, organizationId));
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  if (after !== null) query = query.where(sql<boolean>`(at, id) < ${placeOf(after, organizationId)}`);
  return query;
}

/** Where a line of the organization stands among all others. */
function placeOf(lineId: string, organizationId: string | null) {
  const isThere = isOf(sql.ref('organization_id'), organizationId);
  return sql`(select at, id from log where id = ${id(lineId)} and ${isThere})`;
}

function isOf(column: RawBuilder<unknown>, organizationId: string | null): RawBuilder<boolean> {
  return organizationId === null ? sql`${column} is null` : sql`${column} = ${id(organizationId)}`;
}
