import { confirmHold, shutOut, withdrawHold } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { mapPage, pageOf, pageRequest } from '../page-request.ts';
import { viewFor } from '../session-entry.ts';
import { toOutcome } from '../wire/outcome.ts';
import { toSession } from '../wire/session.ts';

/** More live sessions than anybody signs in to by hand. */
const mostLive = 2_000;

/** Sessions of one's own, and holds on them. */
export const sessions = (house: House) => {
  const { core } = house;
  return {
    'GET /v1/me/sessions': async ({ actor: { accountId, credentialId }, query }) => {
      const now = core.clock.now();
      const page = pageRequest(query);
      const found =
        query.state === 'ended'
          ? await core.credentials.pageEndedSessions(accountId, now, page)
          : pageOf(await core.credentials.listLiveSessions(accountId, now, mostLive), page);
      const view = await viewFor(house, credentialId, found.rows);
      return mapPage(found, (session) => toSession(session, view));
    },

    'POST /v1/me/sessions/:id/revocation': async ({ actor, params }) =>
      toOutcome(await shutOut(core, actor, { act: 'revoke_session', targetId: params.id }), actor),

    'POST /v1/me/sessions/revocation': async ({ actor }) =>
      toOutcome(await shutOut(core, actor, { act: 'revoke_others', targetId: null }), actor),

    'POST /v1/me/holds/:id/confirmation': async ({ actor, params }) =>
      toOutcome(await confirmHold(core, actor, params.id), actor),

    'POST /v1/me/holds/:id/withdrawal': async ({ actor, params }) => {
      await withdrawHold(core, actor, params.id);
      return undefined;
    },
  } satisfies Partial<Handlers>;
};
