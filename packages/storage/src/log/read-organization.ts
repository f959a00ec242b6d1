import type { LogEntry, LogFilter, Page, PageRequest } from '@rollcall/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { entryOf } from './entry.ts';

/** Whose acts: an index knows those on others, and the person's own history the rest. */
type Acts = 'all' | 'on_oneself' | 'on_others';

export async function readOrganization(
  on: Connection,
  organizationId: string,
  filter: LogFilter,
  page: PageRequest,
): Promise<Page<LogEntry>> {
  const read = (acts: Acts) => readSome(on, organizationId, filter, page, acts);
  if (filter.actorAccountId === undefined || filter.accountId !== undefined) return pageOf(await read('all'), page);
  const both = [...(await read('on_oneself')), ...(await read('on_others'))];
  return pageOf(both.sort(newestFirst).slice(0, rowsToRead(page)), page);
}

function newestFirst(one: LogEntry, other: LogEntry): number {
  return other.at - one.at || (one.id < other.id ? 1 : -1);
}

async function readSome(
  { db }: Connection,
  organizationId: string,
  { accountId, actorAccountId, events, from, to }: LogFilter,
  page: PageRequest,
  acts: Acts,
): Promise<LogEntry[]> {
  let query = db.selectFrom('log').selectAll().where('organization_id', '=', id(organizationId));
  if (accountId !== undefined) query = query.where('account_id', '=', id(accountId));
  if (actorAccountId !== undefined) query = query.where('actor_account_id', '=', id(actorAccountId));
  if (acts === 'on_oneself') query = query.whereRef('account_id', '=', 'actor_account_id');
  if (acts === 'on_others') query = query.where(sql<boolean>`(account_id is null or account_id <> actor_account_id)`);
  if (events.length > 0) query = query.where('event', 'in', events);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  if (page.after !== null) {
    const last = sql`(select at, id from log where id = ${id(page.after)} and organization_id = ${id(organizationId)})`;
    query = query.where(sql<boolean>`(at, id) < ${last}`);
  }
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(rowsToRead(page)).execute();
  return rows.map(entryOf);
}
