import * as lockOuts from '../schemas/lock-outs.ts';
import { MemberParams, OrganizationQuery } from '../schemas/operator-organizations.ts';
import { done, ok, type RouteTable } from './route.ts';

/** Shutting a leaver out of one organization, as whoever runs the server does it. Disabling the account shuts out of all. */
export const operatorLockOutRoutes = {
  'GET /operator/lock-outs': {
    name: 'listPlannedLockOutsByOperator',
    summary: 'Who is to be locked out, the next one first',
    permission: 'operator',
    query: OrganizationQuery,
    answer: ok(lockOuts.PlannedLockOuts),
    problems: ['not_found', 'conflict'],
  },
  'GET /operator/members/:member/lock-out': {
    name: 'previewLockOutByOperator',
    summary: 'What would end if the member were locked out now',
    permission: 'operator',
    params: MemberParams,
    query: OrganizationQuery,
    answer: ok(lockOuts.LockOutPreview),
    problems: ['not_found', 'conflict'],
  },
  'POST /operator/members/:member/lock-out': {
    name: 'lockOutByOperator',
    summary:
      'Refuse sign-in to the organization, and end everything that the member holds in it: now, or at a moment to come',
    permission: 'operator',
    params: MemberParams,
    query: OrganizationQuery,
    body: lockOuts.LockOutInput,
    answer: ok(lockOuts.LockOut),
    problems: ['not_found', 'conflict', 'not_acceptable'],
  },
  'POST /operator/members/:member/lock-out/cancellation': {
    name: 'cancelLockOutByOperator',
    summary: 'Take back what was planned',
    permission: 'operator',
    params: MemberParams,
    query: OrganizationQuery,
    answer: done,
    problems: ['not_found', 'conflict'],
  },
  'POST /operator/members/:member/letting-in': {
    name: 'letInByOperator',
    summary: 'Let the member sign in again; what was ended stays ended',
    permission: 'operator',
    params: MemberParams,
    query: OrganizationQuery,
    answer: done,
    problems: ['not_found', 'conflict'],
  },
} as const satisfies RouteTable;
