import {
  acceptInvitation,
  addEmail,
  askReauthentication,
  changePassword,
  changeProfile,
  createOrganization,
  finishReauthentication,
  leaveOrganization,
  listWaitingEmails,
  noteLook,
  reauthenticate,
  removeEmail,
  switchOrganization,
} from '@rollcall/core';

import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { paceAll } from '../pace.ts';
import { enter, readMeOf } from '../session-entry.ts';
import { toProof } from '../wire/factor.ts';
import { toOutcome } from '../wire/outcome.ts';

/** The account itself: profile, proof, password, e-mail addresses. */
export const me = (house: House) => {
  const { core, timer } = house;
  return {
    'GET /v1/me': ({ actor }) => readMeOf(house, actor),

    'PATCH /v1/me': async ({ actor, body }) => {
      const { displayName, locale, timeZone } = body;
      await changeProfile(core, actor, { displayName, locale, timeZone });
      return readMeOf(house, actor);
    },

    'POST /v1/me/look': async ({ actor }) => {
      await noteLook(core, actor);
      return undefined;
    },

    'POST /v1/me/re-authentication': async ({ actor, body, reply }) => {
      const { token } = await reauthenticate(core, actor, toProof(body));
      return enter(house, reply, { token });
    },

    'POST /v1/me/re-authentication-requests': async ({ actor, body }) => {
      const { holdId = null, returnTo = null } = body;
      const { url, expiresAt } = await askReauthentication(core, actor, { holdId, returnTo });
      return { url, expiresAt };
    },

    'POST /v1/me/re-authentication-requests/:id/completion': async ({ actor, params, body, reply }) => {
      const { token, holdId } = await finishReauthentication(core, actor, params.id, body.secret);
      return { holdId, me: await enter(house, reply, { token }) };
    },

    'POST /v1/me/password': async ({ actor, body, reply }) => {
      const { currentPassword, newPassword, signOutElsewhere } = body;
      const elsewhere = signOutElsewhere === false ? 'keep' : 'sign_out';
      const { token } = await changePassword(core, actor, { currentPassword, newPassword, elsewhere });
      return { endedElsewhere: elsewhere === 'sign_out', me: await enter(house, reply, { token }) };
    },

    'GET /v1/me/emails': async ({ actor }) => {
      const waiting = await listWaitingEmails(core, actor);
      return { waiting: waiting.map(({ email, askedAt, expiresAt }) => ({ email, askedAt, expiresAt })) };
    },

    'POST /v1/me/emails': async ({ actor, body, startedAt }) => {
      await paceAll(timer, startedAt, () => addEmail(core, actor, body.email));
      return {};
    },

    'DELETE /v1/me/emails/:email': async ({ actor, params }) => {
      await removeEmail(core, actor, params.email);
      return undefined;
    },

    'POST /v1/me/organizations': async ({ actor, body }) => {
      const { id, name } = await createOrganization(core, actor, body.name);
      return { id, name };
    },

    'POST /v1/me/invitations': async ({ actor, body }) => {
      const { id, name } = await acceptInvitation(core, actor, body.link);
      return { id, name };
    },

    'POST /v1/me/organizations/:id/entry': async ({ actor, params, visitor, reply }) => {
      const { token } = await switchOrganization(core, actor, visitor(), params.id);
      return enter(house, reply, { token });
    },

    'POST /v1/me/organizations/:id/leaving': async ({ actor, params }) =>
      toOutcome(await leaveOrganization(core, actor, params.id), actor),
  } satisfies Partial<Handlers>;
};
