import { IdParams } from '../schemas/common.ts';
import { ResetFactorsInput } from '../schemas/factors.ts';
import * as inventory from '../schemas/inventory.ts';
import * as users from '../schemas/organization-users.ts';
import { done, ok, type RouteTable } from './route.ts';

/** The people in the organization of the session that asks. Whoever stands in another one is not found, like nobody. */
export const organizationUserRoutes = {
  'GET /v1/organization/users': {
    name: 'listOrganizationUsers',
    summary: 'Members, the latest account first',
    permission: 'platform.users.view',
    query: users.OrganizationUsersQuery,
    answer: ok(users.OrganizationUsers),
    problems: [],
  },
  'GET /v1/organization/users/:id': {
    name: 'getOrganizationUser',
    summary: 'A member, with what they hold in this organization',
    permission: 'platform.users.view',
    params: IdParams,
    query: users.OrganizationUserQuery,
    answer: ok(users.OrganizationUserView),
    problems: ['not_found'],
  },
  'POST /v1/organization/users/:id/role': {
    name: 'assignRole',
    summary: 'Give a member another role; it counts on their next request',
    permission: 'pf.users.assign_role',
    params: IdParams,
    body: users.RoleInput,
    answer: done,
    problems: ['reauthentication_required', 'not_found', 'conflict'],
  },
  'POST /v1/organization/users/:id/removal': {
    name: 'removeMember',
    summary: 'Take a member out of the organization and end what they hold in it',
    permission: 'pf.users.remove',
    params: IdParams,
    answer: ok(inventory.Outcome),
    problems: ['reauthentication_required', 'not_found', 'conflict'],
  },
  'POST /v1/organization/users/:id/factors/reset': {
    name: 'resetFactorsOfMember',
    summary: 'Take all second factors from a member who has lost them',
    permission: 'pf.factors.reset',
    params: IdParams,
    body: ResetFactorsInput,
    answer: ok(inventory.Outcome),
    problems: ['reauthentication_required', 'not_found'],
  },
  'POST /v1/organization/users/:id/password/reset': {
    name: 'startPasswordReset',
    summary: 'Mail a member a link that sets a new password; nobody else gets to see it',
    permission: 'pf.passwords.reset',
    params: IdParams,
    answer: ok(users.StartedPasswordReset),
    problems: ['reauthentication_required', 'not_found', 'conflict', 'not_acceptable', 'too_many_requests'],
  },
} as const satisfies RouteTable;
