import { IdParams } from '../schemas/common.ts';
import * as organization from '../schemas/organization.ts';
import { done, ok, type RouteTable } from './route.ts';

/** The organization of the session that asks, and who is asked to come into it. */
export const organizationRoutes = {
  'PATCH /v1/organization': {
    name: 'renameOrganization',
    summary: 'Rename the organization',
    permission: 'pf.organization.change',
    body: organization.OrganizationNameInput,
    answer: done,
    problems: ['reauthentication_required', 'not_acceptable'],
  },
  'GET /v1/organization/invitations': {
    name: 'listInvitations',
    summary: 'Invitations that wait, newest first',
    permission: 'platform.users.view',
    query: organization.InvitationsQuery,
    answer: ok(organization.Invitations),
    problems: [],
  },
  'POST /v1/organization/invitations': {
    name: 'invite',
    summary: 'Ask somebody to come into the organization, by mail where that is configured',
    permission: 'pf.users.invite',
    body: organization.InviteInput,
    answer: ok(organization.MadeInvitation),
    problems: ['reauthentication_required', 'not_acceptable', 'too_many_requests'],
  },
  'POST /v1/organization/invitations/:id/withdrawal': {
    name: 'withdrawInvitation',
    summary: 'Take an invitation back before it is accepted',
    permission: 'pf.users.invite',
    params: IdParams,
    answer: done,
    problems: ['not_found'],
  },
} as const satisfies RouteTable;
