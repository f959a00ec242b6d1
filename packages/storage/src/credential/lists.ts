import type { Page, PageRequest, SessionRecord } from '@rollcall/core';
import { type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { sessionRecordOf } from './session-record.ts';
import { sessionRows } from './session-rows.ts';
import { isLive } from './state.ts';

const sessionsOf = (on: Connection, owner: 'account_id' | 'organization_id', ownerId: string) =>
  sessionRows(on).where(`credential.${owner}`, '=', id(ownerId)).where('credential.kind', '=', sql.lit('session'));

export async function listLiveSessions(
  on: Connection,
  accountId: string,
  now: number,
  limit: number,
): Promise<SessionRecord[]> {
  const rows = await sessionsOf(on, 'account_id', accountId)
    .where('credential.revoked_at', 'is', null)
    .where(isLive(now))
    .orderBy('credential.last_used_at', 'desc')
    .orderBy('credential.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => sessionRecordOf(row, now));
}

export async function pageEndedSessions(
  on: Connection,
  accountId: string,
  now: number,
  page: PageRequest,
): Promise<Page<SessionRecord>> {
  const ended = sessionsOf(on, 'account_id', accountId).where(sql<SqlBool>`not ${isLive(now)}`);
  return readPage(ended, now, page);
}

export async function pageOrganizationSessions(
  on: Connection,
  organizationId: string,
  now: number,
  page: PageRequest,
): Promise<Page<SessionRecord>> {
  const live = sessionsOf(on, 'organization_id', organizationId)
    .where('credential.revoked_at', 'is', null)
    .where(isLive(now));
  return readPage(live, now, page);
}

async function readPage(
  sessions: ReturnType<typeof sessionsOf>,
  now: number,
  page: PageRequest,
): Promise<Page<SessionRecord>> {
  const later = page.after === null ? sessions : sessions.where('credential.id', '<', id(page.after));
  const rows = await later.orderBy('credential.id', 'desc').limit(rowsToRead(page)).execute();
  return pageOf(
    rows.map((row) => sessionRecordOf(row, now)),
    page,
  );
}
