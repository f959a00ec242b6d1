import type { OperatorSession } from '@rollcall/api';
import { findByLogin, type Page, type PageRequest, type SessionRecord } from '@rollcall/core';
import type Type from 'typebox';
import type { House } from '../house.ts';
import { pageOf } from '../page-request.ts';
import { viewFor } from '../session-entry.ts';
import { toSession } from '../wire/session.ts';

const mostLive = 2_000;

/** Live sessions of one account, or of everybody, newest first. */
export async function operatorSessions(
  house: House,
  login: string | undefined,
  page: PageRequest,
): Promise<{
  readonly page: Page<SessionRecord>;
  readonly toOperatorSession: (session: SessionRecord) => Promise<Type.Static<typeof OperatorSession>>;
}> {
  const found = await find(house, login, house.core.clock.now(), page);
  const view = await viewFor(house, null, found.rows);
  return {
    page: found,
    toOperatorSession: async (session) => ({
      accountId: session.accountId,
      accountName: (await view.names.account(session.accountId)) ?? '',
      session: await toSession(session, view),
    }),
  };
}

async function find(
  { core }: House,
  login: string | undefined,
  now: number,
  page: PageRequest,
): Promise<Page<SessionRecord>> {
  const { credentials, organizations } = core;
  if (login === undefined) {
    return credentials.pageOrganizationSessions((await organizations.default()).id, now, page);
  }
  const account = await findByLogin(core, login);
  return pageOf(await credentials.listLiveSessions(account.id, now, mostLive), page);
}
