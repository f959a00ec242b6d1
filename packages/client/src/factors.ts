import type { BodyOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type FactorCalls = ReturnType<typeof factorCalls>;

/** The account's second factors. Changing them takes a fresh proof. */
export function factorCalls(send: Send) {
  return {
    list: () => send('GET /v1/me/factors'),
    rename: (id: string, name: string | null) => send('PATCH /v1/me/factors/:id', { params: { id }, body: { name } }),
    remove: (id: string) => send('DELETE /v1/me/factors/:id', { params: { id } }),
    beginAuthenticator: () => send('POST /v1/me/factors/authenticator'),
    confirmAuthenticator: (id: string, input: BodyOf<'POST /v1/me/factors/authenticator/:id/confirmation'>) =>
      send('POST /v1/me/factors/authenticator/:id/confirmation', { params: { id }, body: input }),
    /** For `navigator.credentials.create`; its answer goes to `addPasskey`. */
    beginPasskey: () => send('POST /v1/me/factors/passkey-request'),
    addPasskey: (input: BodyOf<'POST /v1/me/factors/passkeys'>) =>
      send('POST /v1/me/factors/passkeys', { body: input }),
    makeRecoveryCodes: () => send('POST /v1/me/factors/recovery-codes'),
  };
}
