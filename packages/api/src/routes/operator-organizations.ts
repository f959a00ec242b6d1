import { IdParams } from '../schemas/common.ts';
import * as inventory from '../schemas/inventory.ts';
import * as operator from '../schemas/operator-organizations.ts';
import * as organization from '../schemas/organization.ts';
import * as users from '../schemas/organization-users.ts';
import { done, ok, type RouteTable } from './route.ts';

/** Organizations, who is in them and who is asked to come, as whoever runs the server sees to them. */
export const operatorOrganizationRoutes = {
  'GET /operator/organizations': {
    name: 'listOrganizations',
    summary: 'Organizations, newest first',
    permission: 'operator',
    query: operator.OperatorOrganizationsQuery,
    answer: ok(operator.OperatorOrganizations),
    problems: [],
  },
  'POST /operator/organizations': {
    name: 'createOrganizationByOperator',
    summary: 'Make an organization; without an owner nobody is in it until somebody is invited',
    permission: 'operator',
    body: operator.CreateOrganizationInput,
    answer: ok(operator.OperatorOrganization),
    problems: ['not_acceptable', 'not_found', 'conflict'],
  },
  'PATCH /operator/organizations/:organization': {
    name: 'renameOrganizationByOperator',
    summary: 'Rename an organization',
    permission: 'operator',
    params: operator.OrganizationParams,
    body: organization.OrganizationNameInput,
    answer: ok(operator.OperatorOrganization),
    problems: ['not_acceptable', 'not_found', 'conflict'],
  },
  'GET /operator/members': {
    name: 'listMembers',
    summary: 'Members, the latest account first',
    permission: 'operator',
    query: operator.OperatorMembersQuery,
    answer: ok(users.OrganizationUsers),
    problems: ['not_found', 'conflict'],
  },
  'POST /operator/members/:member/role': {
    name: 'assignRoleByOperator',
    summary: 'Give a member another role; it counts on their next request',
    permission: 'operator',
    params: operator.MemberParams,
    query: operator.OrganizationQuery,
    body: users.RoleInput,
    answer: ok(users.OrganizationUser),
    problems: ['not_found', 'conflict'],
  },
  'POST /operator/members/:member/removal': {
    name: 'removeMemberByOperator',
    summary: 'Take a member out of the organization and end what they hold in it',
    permission: 'operator',
    params: operator.MemberParams,
    query: operator.OrganizationQuery,
    answer: ok(inventory.Outcome),
    problems: ['not_found', 'conflict'],
  },
  'GET /operator/invitations': {
    name: 'listInvitationsByOperator',
    summary: 'Invitations that wait, newest first',
    permission: 'operator',
    query: operator.OperatorInvitationsQuery,
    answer: ok(organization.Invitations),
    problems: ['not_found', 'conflict'],
  },
  'POST /operator/invitations': {
    name: 'inviteByOperator',
    summary: 'Ask somebody to come into the organization, by mail where that is configured',
    permission: 'operator',
    query: operator.OrganizationQuery,
    body: organization.InviteInput,
    answer: ok(organization.MadeInvitation),
    problems: ['not_acceptable', 'not_found', 'conflict', 'too_many_requests'],
  },
  'POST /operator/invitations/:id/withdrawal': {
    name: 'withdrawInvitationByOperator',
    summary: 'Take an invitation back before it is accepted',
    permission: 'operator',
    params: IdParams,
    answer: done,
    problems: ['not_found'],
  },
} as const satisfies RouteTable;
