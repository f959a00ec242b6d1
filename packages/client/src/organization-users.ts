import type { BodyOf, QueryOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type OrganizationUserCalls = ReturnType<typeof organizationUserCalls>;

/** The people in the organization of one's session. */
export function organizationUserCalls(send: Send) {
  return {
    list: (query: QueryOf<'GET /v1/organization/users'> = {}) => send('GET /v1/organization/users', { query }),
    get: (id: string, query: QueryOf<'GET /v1/organization/users/:id'> = {}) =>
      send('GET /v1/organization/users/:id', { params: { id }, query }),
    assignRole: (id: string, { role }: BodyOf<'POST /v1/organization/users/:id/role'>) =>
      send('POST /v1/organization/users/:id/role', { params: { id }, body: { role } }),
    /** Takes all second factors from a member who has lost them. */
    resetFactors: (id: string, input: BodyOf<'POST /v1/organization/users/:id/factors/reset'>) =>
      send('POST /v1/organization/users/:id/factors/reset', { params: { id }, body: input }),
    /** Mails the member a link that sets a new password; answers to which of their addresses. */
    startPasswordReset: (id: string) => send('POST /v1/organization/users/:id/password/reset', { params: { id } }),
    /** What would end if the member were locked out now. */
    previewLockOut: (id: string) => send('GET /v1/organization/users/:id/lock-out', { params: { id } }),
    /** Now, or at a moment to come. */
    lockOut: (id: string, { at }: BodyOf<'POST /v1/organization/users/:id/lock-out'> = {}) =>
      send('POST /v1/organization/users/:id/lock-out', { params: { id }, body: at === undefined ? {} : { at } }),
    cancelLockOut: (id: string) => send('POST /v1/organization/users/:id/lock-out/cancellation', { params: { id } }),
    letIn: (id: string) => send('POST /v1/organization/users/:id/letting-in', { params: { id } }),
    plannedLockOuts: () => send('GET /v1/organization/lock-outs'),
    grants: (id: string) => send('GET /v1/organization/users/:id/grants', { params: { id } }),
    makeGrant: (id: string, grant: BodyOf<'POST /v1/organization/users/:id/grants'>) =>
      send('POST /v1/organization/users/:id/grants', { params: { id }, body: grant }),
    endGrant: (id: string) => send('POST /v1/organization/grants/:id/ending', { params: { id } }),
    /** Takes a member out of the organization and ends what they hold in it. */
    remove: (id: string) => send('POST /v1/organization/users/:id/removal', { params: { id } }),
  };
}
