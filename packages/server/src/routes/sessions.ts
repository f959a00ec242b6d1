import { confirmHold, shutOut, withdrawHold } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { readSessions } from '../session-pages.ts';
import { toOutcome } from '../wire/outcome.ts';

/** Sessions of one's own, and holds on them. */
export const sessions = (house: House) => {
  const { core } = house;
  return {
    'GET /v1/me/sessions': ({ actor: { accountId, credentialId }, query }) =>
      readSessions(house, accountId, credentialId, query),

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
