import type { BodyOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type OrganizationPolicyCalls = ReturnType<typeof organizationPolicyCalls>;

/** What the organization of one's session sets for its members. */
export function organizationPolicyCalls(send: Send) {
  return {
    get: () => send('GET /v1/organization/policy'),
    /** What a change would end; nothing is changed. */
    preview: (change: BodyOf<'POST /v1/organization/policy/preview'>['change']) =>
      send('POST /v1/organization/policy/preview', { body: { change } }),
    /** `version` is the one that was looked at: where another is in force by now, nothing is changed. */
    change: (body: BodyOf<'PATCH /v1/organization/policy'>) => send('PATCH /v1/organization/policy', { body }),
  };
}
