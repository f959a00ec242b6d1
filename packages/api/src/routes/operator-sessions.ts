import { IdParams } from '../schemas/common.ts';
import * as inventory from '../schemas/inventory.ts';
import { LoginParams } from '../schemas/operator.ts';
import { OrganizationQuery } from '../schemas/operator-organizations.ts';
import * as operator from '../schemas/operator-sessions.ts';
import * as sessions from '../schemas/organization-sessions.ts';
import { done, ok, type RouteTable } from './route.ts';

/** Sessions and devices of one organization, or of everybody, as whoever runs the server sees and ends them. */
export const operatorSessionRoutes = {
  'GET /operator/sessions': {
    name: 'listSessions',
    summary: 'Sessions of members in an organization, newest first',
    permission: 'operator',
    query: operator.OperatorSessionsQuery,
    answer: ok(operator.OperatorSessions),
    problems: ['not_found', 'conflict'],
  },
  'GET /operator/accounts/:login/sessions': {
    name: 'listSessionsOfAccount',
    summary: 'Live sessions of an account in every organization, newest first',
    permission: 'operator',
    params: LoginParams,
    query: operator.AccountSessionsQuery,
    answer: ok(operator.AccountSessions),
    problems: ['not_found'],
  },
  'POST /operator/sessions/:id/revocation': {
    name: 'revokeSession',
    summary: 'End a session',
    permission: 'operator',
    params: IdParams,
    answer: ok(inventory.Outcome),
    problems: ['not_found'],
  },
  'POST /operator/revocation': {
    name: 'endEverything',
    summary: 'End every credential of every account',
    permission: 'operator',
    answer: ok(inventory.Outcome),
    problems: [],
  },
  'POST /operator/termination': {
    name: 'terminateAllSessionsByOperator',
    summary: 'Sign everybody in the organization out at once; members are told in the background',
    permission: 'operator',
    query: OrganizationQuery,
    answer: ok(sessions.TerminatedAll),
    problems: ['not_found', 'conflict'],
  },
  'GET /operator/devices': {
    name: 'listDevicesByOperator',
    summary: 'Devices of members that hold something in the organization, newest first',
    permission: 'operator',
    query: operator.OperatorDevicesQuery,
    answer: ok(sessions.OrganizationDevices),
    problems: ['not_found', 'conflict'],
  },
  'POST /operator/devices/:id/trust-revocation': {
    name: 'revokeTrustByOperator',
    summary: 'Have a member’s device asked for the code again in the organization',
    permission: 'operator',
    params: IdParams,
    query: OrganizationQuery,
    answer: done,
    problems: ['not_found', 'conflict'],
  },
} as const satisfies RouteTable;
