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
    liftHold: (password: string) => send('POST /v1/holds/lift', { body: { password } }),
    inspectLink: (link: string) => send('POST /v1/links/inspect', { body: { link } }),
    requestPasswordReset: (login: string) => send('POST /v1/password-reset-requests', { body: { login } }),
    resetPassword: (input: BodyOf<'POST /v1/password-resets'>) => send('POST /v1/password-resets', { body: input }),
    enterByHandover: (link: string) => send('POST /v1/handovers', { body: { link } }),
    verifyEmail: (link: string) => send('POST /v1/email-verifications', { body: { link } }),
  };
}
