import type { BodyOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type MeCalls = ReturnType<typeof meCalls>;

/** The account behind the session. */
export function meCalls(send: Send) {
  return {
    get: () => send('GET /v1/me'),
    change: (profile: BodyOf<'PATCH /v1/me'>) => send('PATCH /v1/me', { body: profile }),
    /** Notes that the inventory was looked at: what is there now is no longer new. */
    noteLook: () => send('POST /v1/me/look'),
    /** By one of the ways that `proofs` names. */
    reauthenticate: (proof: BodyOf<'POST /v1/me/re-authentication'>) =>
      send('POST /v1/me/re-authentication', { body: proof }),
    askPasskeyForProof: () => send('POST /v1/me/re-authentication/passkey-request'),
    /** Where the service that signs one in asks again who one is. */
    askReauthentication: (wish: BodyOf<'POST /v1/me/re-authentication-requests'>) =>
      send('POST /v1/me/re-authentication-requests', { body: wish }),
    /** With the secret in the fragment of the address to which that service sent the browser back. */
    finishReauthentication: (id: string, secret: string) =>
      send('POST /v1/me/re-authentication-requests/:id/completion', { params: { id }, body: { secret } }),
    changePassword: (change: BodyOf<'POST /v1/me/password'>) => send('POST /v1/me/password', { body: change }),
    /** Those whose mailed link was not opened yet. */
    listWaitingEmails: () => send('GET /v1/me/emails'),
    addEmail: (email: string) => send('POST /v1/me/emails', { body: { email } }),
    /** Makes an organization whose owner one is; the session stays where it stands. */
    createOrganization: (name: string) => send('POST /v1/me/organizations', { body: { name } }),
    acceptInvitation: (link: string) => send('POST /v1/me/invitations', { body: { link } }),
    /** Who may act on one's behalf, and on whose behalf one may oneself. */
    grants: () => send('GET /v1/me/grants'),
    endGrant: (id: string) => send('POST /v1/me/grants/:id/ending', { params: { id } }),
    /** Goes into another organization: from then on the session is another one, with a new token. */
    switchOrganization: (id: string) => send('POST /v1/me/organizations/:id/entry', { params: { id } }),
    leaveOrganization: (id: string) => send('POST /v1/me/organizations/:id/leaving', { params: { id } }),
    removeEmail: (email: string) => send('DELETE /v1/me/emails/:email', { params: { email } }),
  };
}
