import type { BodyOf, QueryOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type OrganizationCalls = ReturnType<typeof organizationCalls>;

/** The organization of one's session, and who is asked to come into it. */
export function organizationCalls(send: Send) {
  return {
    rename: (name: string) => send('PATCH /v1/organization', { body: { name } }),
    invitations: (query: QueryOf<'GET /v1/organization/invitations'> = {}) =>
      send('GET /v1/organization/invitations', { query }),
    /** By mail where that is configured; otherwise the answer has the link, once. */
    invite: (invitation: BodyOf<'POST /v1/organization/invitations'>) =>
      send('POST /v1/organization/invitations', { body: invitation }),
    withdrawInvitation: (id: string) => send('POST /v1/organization/invitations/:id/withdrawal', { params: { id } }),
  };
}
