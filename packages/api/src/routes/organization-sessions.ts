import { IdParams } from '../schemas/common.ts';
import * as sessions from '../schemas/organization-sessions.ts';
import { done, ok, type RouteTable } from './route.ts';

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
  'GET /v1/organization/devices': {
    name: 'listOrganizationDevices',
    summary: 'Devices of everybody that hold something in the organization, newest first',
    permission: 'platform.sessions.view',
    query: sessions.OrganizationDevicesQuery,
    answer: ok(sessions.OrganizationDevices),
    problems: [],
  },
  'POST /v1/organization/sessions/:id/termination': {
    name: 'terminateSession',
    summary: 'End a session of a member; needs a fresh proof',
    permission: 'pf.sessions.terminate',
    params: IdParams,
    answer: ok(sessions.Terminated),
    problems: ['reauthentication_required', 'not_found'],
  },
  'POST /v1/organization/sessions/terminations': {
    name: 'terminateSessions',
    summary: 'End selected sessions, up to 200; told which were unknown',
    permission: 'pf.sessions.terminate',
    body: sessions.TerminateInput,
    answer: ok(sessions.Terminated),
    problems: ['reauthentication_required'],
  },
  'POST /v1/organization/termination': {
    name: 'terminateAllSessions',
    summary: 'Sign everybody in the organization out at once; members are told in the background',
    permission: 'pf.sessions.terminate_org',
    body: sessions.TerminateAllInput,
    answer: ok(sessions.TerminatedAll),
    problems: ['reauthentication_required', 'not_acceptable'],
  },
  'POST /v1/organization/devices/:id/trust-revocation': {
    name: 'revokeTrust',
    summary: 'Have a member’s device asked for the code again; needs a fresh proof',
    permission: 'pf.devices.revoke_trust',
    params: IdParams,
    answer: done,
    problems: ['reauthentication_required', 'not_found'],
  },
  'GET /v1/organization/termination': {
    name: 'getTermination',
    summary: 'How far members have been told that everybody was signed out',
    permission: 'platform.sessions.view',
    answer: ok(sessions.TerminationProgress),
    problems: [],
  },
} as const satisfies RouteTable;
