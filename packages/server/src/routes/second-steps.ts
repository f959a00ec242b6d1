import {
  askPasskeyAtStep,
  askPasskeyToLift,
  beginAuthenticatorAtSignIn,
  beginPasskeyAtSignIn,
  beginPasskeySignIn,
  currentStep,
  finishEnrolment,
  finishSecondStep,
  signInWithPasskey,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { paceFailures } from '../pace.ts';
import { enter, enterSignedIn } from '../session-entry.ts';
import { keepStep } from '../step-entry.ts';
import {
  toNewPasskeyAnswer,
  toNewPasskeyRequest,
  toPasskeyAnswer,
  toPasskeyRequest,
  toSecondAnswer,
  toStep,
} from '../wire/factor.ts';
import { requireHeld } from './doors.ts';

/** What a sign-in asks for before there is a session, and signing in with a passkey alone. */
export const secondSteps = (house: House) => {
  const { core, timer } = house;
  return {
    'GET /v1/sign-in/step': async ({ visitor }) => {
      const step = await currentStep(core, visitor());
      return { step: step === null ? null : toStep(step) };
    },

    'POST /v1/sign-in/second-step': async ({ body, visitor, startedAt, reply }) => {
      const finished = await paceFailures(timer, startedAt, () =>
        finishSecondStep(core, visitor(), toSecondAnswer(body), afterwards(body)),
      );
      return enterSignedIn(house, reply, finished);
    },

    'POST /v1/sign-in/second-step/passkey-request': async ({ visitor }) =>
      toPasskeyRequest(await askPasskeyAtStep(core, visitor())),

    'POST /v1/sign-in/passkey-request': async ({ visitor, reply }) => {
      const { token, request } = await beginPasskeySignIn(core, visitor());
      keepStep(reply, token);
      return toPasskeyRequest(request);
    },

    'POST /v1/sign-in/passkey': async ({ body, visitor, startedAt, reply }) => {
      const lifetime = body.keepSignedIn ? 'remembered' : 'standard';
      const issued = await paceFailures(timer, startedAt, () =>
        signInWithPasskey(core, visitor(), toPasskeyAnswer(body.passkey), lifetime),
      );
      return enter(house, reply, { token: issued.token, browserToken: issued.browserToken });
    },

    'POST /v1/holds/lift/passkey-request': async ({ visitor }) => {
      const held = visitor();
      await requireHeld(house, held.sessionToken);
      return toPasskeyRequest(await askPasskeyToLift(core, held));
    },

    'POST /v1/sign-in/enrolment/authenticator': async ({ visitor }) => {
      const { id, uri, secret, expiresAt } = await beginAuthenticatorAtSignIn(core, visitor());
      return { id, uri, secret, expiresAt };
    },

    'POST /v1/sign-in/enrolment/authenticator/:id/confirmation': async ({
      params,
      body,
      visitor,
      startedAt,
      reply,
    }) => {
      const { code, name = null } = body;
      const input = { kind: 'authenticator', enrolmentId: params.id, code, name } as const;
      return enterSignedIn(
        house,
        reply,
        await paceFailures(timer, startedAt, () => finishEnrolment(core, visitor(), input, afterwards(body))),
      );
    },

    'POST /v1/sign-in/enrolment/passkey-request': async ({ visitor }) =>
      toNewPasskeyRequest(await beginPasskeyAtSignIn(core, visitor())),

    'POST /v1/sign-in/enrolment/passkeys': async ({ body, visitor, startedAt, reply }) => {
      const { passkey, name = null } = body;
      const input = { kind: 'passkey', passkey: toNewPasskeyAnswer(passkey), name } as const;
      return enterSignedIn(
        house,
        reply,
        await paceFailures(timer, startedAt, () => finishEnrolment(core, visitor(), input, afterwards(body))),
      );
    },
  } satisfies Partial<Handlers>;
};

function afterwards({ trustDevice }: { readonly trustDevice?: boolean }) {
  return trustDevice ? 'trust' : 'ask_again';
}
