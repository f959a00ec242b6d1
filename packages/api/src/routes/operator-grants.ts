import { IdParams } from '../schemas/common.ts';
import * as grants from '../schemas/grants.ts';
import { MemberParams, OrganizationQuery } from '../schemas/operator-organizations.ts';
import { done, ok, type RouteTable } from './route.ts';

/** Who may act on behalf of whom, as whoever runs the server arranges it. */
export const operatorGrantRoutes = {
  'GET /operator/members/:member/grants': {
    name: 'listGrantsByOperator',
    summary: 'Who may act on behalf of a member, and on whose behalf that member may',
    permission: 'operator',
    params: MemberParams,
    query: OrganizationQuery,
    answer: ok(grants.Grants),
    problems: ['not_found', 'conflict'],
  },
  'POST /operator/members/:member/grants': {
    name: 'makeGrantByOperator',
    summary: 'Let another member act on behalf of this one',
    permission: 'operator',
    params: MemberParams,
    query: OrganizationQuery,
    body: grants.OperatorGrantInput,
    answer: ok(grants.Grant),
    problems: ['not_found', 'conflict', 'not_acceptable'],
  },
  'POST /operator/grants/:id/ending': {
    name: 'endGrantByOperator',
    summary: 'End a grant; it counts on the holder’s next request',
    permission: 'operator',
    params: IdParams,
    answer: done,
    problems: ['not_found'],
  },
} as const satisfies RouteTable;
