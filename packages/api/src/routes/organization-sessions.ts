import * as sessions from '../schemas/organization-sessions.ts';
import { ok, type RouteTable } from './route.ts';

/** Sessions and devices of everybody in the organization of the session that asks. */
export const organizationSessionRoutes = {
  'GET /v1/organization/sessions': {
    name: 'listOrganizationSessions',
    summary: 'Sessions of everybody in the organization, newest first',
    permission: 'platform.sessions.view',
    query: sessions.OrganizationSessionsQuery,
    answer: ok(sessions.OrganizationSessions),
    problems: [],
  },
} as const satisfies RouteTable;
