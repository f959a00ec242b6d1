import type { BodyOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type DoorCalls = ReturnType<typeof doorCalls>;

/** Sign-in, links, and what they need. */
export function doorCalls(send: Send) {
  return {
    get: () => send('GET /v1/doors'),
    setUp: (input: BodyOf<'POST /v1/setup'>) => send('POST /v1/setup', { body: input }),
    joinByInvitation: (input: BodyOf<'POST /v1/invitations/acceptance'>) =>
      send('POST /v1/invitations/acceptance', { body: input }),
    signIn: (input: BodyOf<'POST /v1/sign-in'>) => send('POST /v1/sign-in', { body: input }),
    signOut: () => send('POST /v1/sign-out'),
    /** Why the session ended whose cookie this browser still carries. */
    ending: () => send('GET /v1/ending'),
    /** What the sign-in of this browser waits for, if any does. */
    step: () => send('GET /v1/sign-in/step'),
    secondStep: (input: BodyOf<'POST /v1/sign-in/second-step'>) =>
      send('POST /v1/sign-in/second-step', { body: input }),
    /** For `navigator.credentials.get`; its answer goes to `secondStep`. */
    askPasskeyAtStep: () => send('POST /v1/sign-in/second-step/passkey-request'),
    /** Where the organization wants a second factor and there is none: the sign-in ends with the first one. */
    beginAuthenticator: () => send('POST /v1/sign-in/enrolment/authenticator'),
    enrolAuthenticator: (id: string, input: BodyOf<'POST /v1/sign-in/enrolment/authenticator/:id/confirmation'>) =>
      send('POST /v1/sign-in/enrolment/authenticator/:id/confirmation', { params: { id }, body: input }),
    beginPasskey: () => send('POST /v1/sign-in/enrolment/passkey-request'),
    enrolPasskey: (input: BodyOf<'POST /v1/sign-in/enrolment/passkeys'>) =>
      send('POST /v1/sign-in/enrolment/passkeys', { body: input }),
    /** For `navigator.credentials.get`, to sign in with a passkey alone. */
    beginPasskeySignIn: () => send('POST /v1/sign-in/passkey-request'),
    signInWithPasskey: (input: BodyOf<'POST /v1/sign-in/passkey'>) => send('POST /v1/sign-in/passkey', { body: input }),
    liftHold: (proof: BodyOf<'POST /v1/holds/lift'>) => send('POST /v1/holds/lift', { body: proof }),
    askPasskeyToLift: () => send('POST /v1/holds/lift/passkey-request'),
    /** Where the service that signs one in asks who one is, so that the hold can be lifted. */
    askToLift: () => send('POST /v1/holds/lift-requests'),
    /** With the secret in the fragment of the address to which that service sent the browser back. */
    liftByService: (id: string, secret: string) =>
      send('POST /v1/holds/lift-requests/:id/completion', { params: { id }, body: { secret } }),
    inspectLink: (link: string) => send('POST /v1/links/inspect', { body: { link } }),
    requestPasswordReset: (login: string) => send('POST /v1/password-reset-requests', { body: { login } }),
    resetPassword: (input: BodyOf<'POST /v1/password-resets'>) => send('POST /v1/password-resets', { body: input }),
    enterByHandover: (link: string) => send('POST /v1/handovers', { body: { link } }),
    verifyEmail: (link: string) => send('POST /v1/email-verifications', { body: { link } }),
  };
}
