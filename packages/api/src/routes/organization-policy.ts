import * as policy from '../schemas/policy.ts';
import { ok, type RouteTable } from './route.ts';

/** What the organization of the session that asks sets for its members. */
export const organizationPolicyRoutes = {
  'GET /v1/organization/policy': {
    name: 'getOrganizationPolicy',
    summary: 'What the organization sets, within which bounds',
    permission: 'platform.policies.view',
    answer: ok(policy.OrganizationPolicy),
    problems: [],
  },
  'POST /v1/organization/policy/preview': {
    name: 'previewOrganizationPolicy',
    summary: 'What a change would end, before it is made',
    permission: 'pf.policies.change',
    body: policy.PolicyPreviewInput,
    answer: ok(policy.PolicyPreview),
    problems: ['not_acceptable'],
  },
  'PATCH /v1/organization/policy': {
    name: 'changeOrganizationPolicy',
    summary: 'Change settings; a tighter one binds before this is answered',
    permission: 'pf.policies.change',
    body: policy.OrganizationPolicyChange,
    answer: ok(policy.ChangedPolicy),
    problems: ['not_acceptable', 'reauthentication_required', 'conflict'],
  },
} as const satisfies RouteTable;
