import type { QueryOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type OrganizationSessionCalls = ReturnType<typeof organizationSessionCalls>;

/** What everybody in the organization of one's session is signed in with. */
export function organizationSessionCalls(send: Send) {
  return {
    list: (query: QueryOf<'GET /v1/organization/sessions'> = {}) => send('GET /v1/organization/sessions', { query }),
  };
}
