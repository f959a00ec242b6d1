import {
  addFactor,
  askPasskeyForProof,
  beginMyAuthenticator,
  beginMyPasskey,
  listFactors,
  makeRecoveryCodes,
  removeFactor,
  renameFactor,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { enter } from '../session-entry.ts';
import { toFactor, toNewPasskeyAnswer, toNewPasskeyRequest, toPasskeyRequest } from '../wire/factor.ts';

/** An account's own second factors. */
export const factors = (house: House) => {
  const { core } = house;
  return {
    'GET /v1/me/factors': async ({ actor }) => {
      const { factors, isRequired } = await listFactors(core, actor.accountId);
      return { factors: factors.map(toFactor), isRequired };
    },

    'PATCH /v1/me/factors/:id': async ({ actor, params, body }) => {
      await renameFactor(core, actor, params.id, body.name);
      return undefined;
    },

    'DELETE /v1/me/factors/:id': async ({ actor, params }) => {
      await removeFactor(core, actor, params.id);
      return undefined;
    },

    'POST /v1/me/factors/authenticator': async ({ actor }) => {
      const { id, uri, secret, expiresAt } = await beginMyAuthenticator(core, actor);
      return { id, uri, secret, expiresAt };
    },

    'POST /v1/me/factors/authenticator/:id/confirmation': async ({ actor, params, body, reply }) => {
      const { code, name = null } = body;
      const input = { kind: 'authenticator', enrolmentId: params.id, code, name } as const;
      const { token } = await addFactor(core, actor, input);
      return enter(house, reply, { token });
    },

    'POST /v1/me/factors/passkey-request': async ({ actor }) => toNewPasskeyRequest(await beginMyPasskey(core, actor)),

    'POST /v1/me/factors/passkeys': async ({ actor, body, reply }) => {
      const { passkey, name = null } = body;
      const { token } = await addFactor(core, actor, { kind: 'passkey', passkey: toNewPasskeyAnswer(passkey), name });
      return enter(house, reply, { token });
    },

    'POST /v1/me/factors/recovery-codes': async ({ actor }) => ({ codes: [...(await makeRecoveryCodes(core, actor))] }),

    'POST /v1/me/re-authentication/passkey-request': async ({ actor }) =>
      toPasskeyRequest(await askPasskeyForProof(core, actor)),
  } satisfies Partial<Handlers>;
};
