import type { Page, PageRequest, SessionRecord } from '@rollcall/core';
import { type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { prepare, type SlotOf } from '../prepared.ts';
import { unindexed } from '../unindexed.ts';
import { liveRecordOf, sessionRecordOf } from './session-record.ts';
import { liveSessionRows, sessionRows } from './session-rows.ts';
import { isLive } from './state.ts';

export async function listLiveSessions(
  on: Connection,
  accountId: string,
  now: number,
  limit: number,
): Promise<SessionRecord[]> {
  const rows = await liveOfAccount(on, { of: id(accountId), now, limit });
  return rows.map(liveRecordOf);
}

export async function liveInOrganization(
  on: Connection,
  accountId: string,
  organizationId: string,
  now: number,
): Promise<string[]> {
  const rows = await liveOfBoth(on, { of: id(accountId), organizationId: id(organizationId), now });
  return rows.map((row) => row.id);
}

export async function pageEndedSessions(
  on: Connection,
  accountId: string,
  now: number,
  page: PageRequest,
): Promise<Page<SessionRecord>> {
  const rows = await endedOfAccount(on, { of: id(accountId), now, after: afterOf(page), limit: rowsToRead(page) });
  return pageOf(
    rows.map((row) => sessionRecordOf(row, now)),
    page,
  );
}

/** Larger than the id of any row: the first page comes after it. */
const beforeAll = id('ffffffff-ffff-ffff-ffff-ffffffffffff');

export function afterOf(page: Pick<PageRequest, 'after'>): Id {
  return page.after === null ? beforeAll : id(page.after);
}

export interface ListValues {
  readonly of: Id;
  readonly now: number;
  readonly limit: number;
}

export interface PageValues extends ListValues {
  readonly after: Id;
}

/** Children are shown with their parents. */
export const isListed = sql<SqlBool>`(credential.kind = 'session' and credential.parent_id is null)`;

const liveOfAccount = prepare((on, slot: SlotOf<ListValues>) =>
  liveSessionRows(on)
    .where('credential.account_id', '=', slot('of'))
    .where(isListed)
    .where('credential.revoked_at', 'is', null)
    .where(isLive(slot('now')))
    .orderBy('credential.last_used_at', 'desc')
    .orderBy('credential.id', 'desc')
    .limit(slot('limit')),
);

/** A child is not, nor what a service handed over; one in which a sign-in went on in another organization is. */
export const isOfItsOwn = sql<SqlBool>`(credential.kind = 'session' and credential.parent_id is null
  and (session.from_session_id is null or session.service_id is null))`;

const liveOfBoth = prepare((on, slot: SlotOf<Pick<ListValues, 'of' | 'now'> & { organizationId: Id }>) =>
  on.db
    .selectFrom('credential')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .leftJoin('session', 'session.credential_id', 'credential.id')
    .select('credential.id')
    .where('credential.account_id', '=', slot('of'))
    .where(unindexed('credential.organization_id'), '=', slot('organizationId'))
    .where(isOfItsOwn)
    .where('credential.revoked_at', 'is', null)
    .where(isLive(slot('now')))
    .orderBy('credential.last_used_at')
    .orderBy('credential.id'),
);

const endedOfAccount = prepare((on, slot: SlotOf<PageValues>) =>
  sessionRows(on)
    .where('credential.account_id', '=', slot('of'))
    .where(isListed)
    .where('credential.id', '<', slot('after'))
    .where(sql<SqlBool>`not ${isLive(slot('now'))}`)
    .orderBy('credential.id', 'desc')
    .limit(slot('limit')),
);
