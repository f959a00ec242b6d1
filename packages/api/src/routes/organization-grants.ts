import { IdParams } from '../schemas/common.ts';
import * as grants from '../schemas/grants.ts';
import { done, ok, type RouteTable } from './route.ts';

/** Who may act on behalf of whom in the organization. */
export const organizationGrantRoutes = {
  'GET /v1/organization/users/:id/grants': {
    name: 'listGrants',
    summary: 'Who may act on behalf of a member, and on whose behalf that member may',
    permission: 'platform.users.view',
    params: IdParams,
    answer: ok(grants.Grants),
    problems: ['not_found'],
  },
  'POST /v1/organization/users/:id/grants': {
    name: 'makeGrant',
    summary: 'Let another member act on behalf of this one',
    permission: 'pf.users.grant',
    params: IdParams,
    body: grants.GrantInput,
    answer: ok(grants.Grant),
    problems: ['reauthentication_required', 'not_found', 'not_acceptable'],
  },
  'POST /v1/organization/grants/:id/ending': {
    name: 'endGrant',
    summary: 'End a grant; it counts on the holder’s next request',
    permission: 'pf.users.grant',
    params: IdParams,
    answer: done,
    problems: ['not_found'],
  },
} as const satisfies RouteTable;
