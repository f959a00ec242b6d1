import type { BodyOf, QueryOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type OrganizationSessionCalls = ReturnType<typeof organizationSessionCalls>;

/** What everybody is signed in with in the organization of one's session. All that ends something needs a fresh proof. */
export function organizationSessionCalls(send: Send) {
  return {
    list: (query: QueryOf<'GET /v1/organization/sessions'> = {}) => send('GET /v1/organization/sessions', { query }),
    devices: (query: QueryOf<'GET /v1/organization/devices'> = {}) => send('GET /v1/organization/devices', { query }),
    terminate: (id: string) => send('POST /v1/organization/sessions/:id/termination', { params: { id } }),
    /** At most 200 at once. */
    terminateSelected: (ids: readonly string[]) =>
      send('POST /v1/organization/sessions/terminations', { body: { ids: [...ids] } }),
    terminateAll: (wish: BodyOf<'POST /v1/organization/termination'>) =>
      send('POST /v1/organization/termination', { body: wish }),
    /** Has that device asked for the second factor again. */
    revokeTrust: (id: string) => send('POST /v1/organization/devices/:id/trust-revocation', { params: { id } }),
    /** How far members have been told that everybody was signed out. */
    progress: () => send('GET /v1/organization/termination'),
  };
}
