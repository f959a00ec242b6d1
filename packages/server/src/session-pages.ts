import type { AnswerOf, QueryOf } from '@rollcall/api';
import type { House } from './house.ts';
import { mapPage, pageOf, pageRequest } from './page-request.ts';
import { viewFor } from './session-entry.ts';
import { toSession } from './wire/session.ts';

/** More live sessions than anybody signs in to by hand. */
const mostLive = 2_000;

/** A page of the account's sessions, live or ended, as the one that asks sees them; `null` where none does. */
export async function readSessions(
  house: House,
  accountId: string,
  currentId: string | null,
  query: QueryOf<'GET /v1/me/sessions'>,
): Promise<AnswerOf<'GET /v1/me/sessions'>> {
  const { credentials, clock } = house.core;
  const now = clock.now();
  const page = pageRequest(query);
  const found =
    query.state === 'ended'
      ? await credentials.pageEndedSessions(accountId, now, page)
      : pageOf(await credentials.listLiveSessions(accountId, now, mostLive), page);
  const view = await viewFor(house, currentId, found.rows);
  return mapPage(found, (session) => toSession(session, view));
}
