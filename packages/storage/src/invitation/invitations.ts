import { type Invitation, type InvitationStore, normalizeLogin, type Page, type PageRequest } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';

export function invitationStore(on: Connection): InvitationStore {
  return {
    insert: (invitation) => insert(on, invitation),
    find: (invitationId) => find(on, invitationId),
    withdraw: (invitationId, at) => withdraw(on, invitationId, at),
    pageWaiting: (organizationId, now, page) => pageWaiting(on, organizationId, now, page),
    findWaiting: (organizationId, email, now) => findWaiting(on, organizationId, email, now),
    waitingBy: (accountId, organizationId, now) => waitingBy(on, accountId, organizationId, now),
  };
}

async function insert({ db }: Connection, invitation: Parameters<InvitationStore['insert']>[0]): Promise<void> {
  await db
    .insertInto('invitation')
    .values({
      link_id: invitation.id,
      organization_id: invitation.organizationId,
      email: invitation.email,
      compared_email: normalizeLogin(invitation.email),
      role: invitation.role,
      by_account_id: invitation.byAccountId,
    })
    .execute();
}

const invitations = ({ db }: Connection) =>
  db
    .selectFrom('invitation')
    .innerJoin('link', 'link.id', 'invitation.link_id')
    .select(['link.id', 'link.created_at', 'link.expires_at'])
    .select(['invitation.organization_id', 'invitation.email', 'invitation.role', 'invitation.by_account_id'])
    .select('invitation.withdrawn_at');

type InvitationRow = Awaited<ReturnType<ReturnType<typeof invitations>['execute']>>[number];

const waiting = (on: Connection, organizationId: string, now: number) =>
  invitations(on)
    .where('invitation.organization_id', '=', id(organizationId))
    .where('link.used_at', 'is', null)
    .where('link.expires_at', '>', now);

async function find(on: Connection, invitationId: string): Promise<Invitation | null> {
  const row = await invitations(on).where('invitation.link_id', '=', id(invitationId)).executeTakeFirst();
  return row === undefined ? null : invitationOf(row);
}

async function withdraw({ db }: Connection, invitationId: string, at: number): Promise<void> {
  await db.updateTable('invitation').set({ withdrawn_at: at }).where('link_id', '=', id(invitationId)).execute();
}

async function pageWaiting(
  on: Connection,
  organizationId: string,
  now: number,
  page: PageRequest,
): Promise<Page<Invitation>> {
  let query = waiting(on, organizationId, now);
  if (page.after !== null) query = query.where('invitation.link_id', '<', id(page.after));
  const rows = await query.orderBy('invitation.link_id', 'desc').limit(rowsToRead(page)).execute();
  return pageOf(rows.map(invitationOf), page);
}

async function findWaiting(on: Connection, organizationId: string, email: string, now: number): Promise<Invitation[]> {
  const rows = await waiting(on, organizationId, now)
    .where('invitation.compared_email', '=', normalizeLogin(email))
    .execute();
  return rows.map(invitationOf);
}

async function waitingBy(
  on: Connection,
  accountId: string,
  organizationId: string,
  now: number,
): Promise<Invitation[]> {
  const rows = await waiting(on, organizationId, now).where('invitation.by_account_id', '=', id(accountId)).execute();
  return rows.map(invitationOf);
}

function invitationOf(row: InvitationRow): Invitation {
  return {
    id: row.id,
    organizationId: row.organization_id,
    email: row.email,
    role: row.role,
    byAccountId: row.by_account_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    withdrawnAt: row.withdrawn_at,
  };
}
