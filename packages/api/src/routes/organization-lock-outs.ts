import { IdParams } from '../schemas/common.ts';
import * as lockOuts from '../schemas/lock-outs.ts';
import { done, ok, type RouteTable } from './route.ts';

/** When somebody leaves: sign-in to the organization is refused, and everything ends that they hold in it. */
export const organizationLockOutRoutes = {
  'GET /v1/organization/lock-outs': {
    name: 'listPlannedLockOuts',
    summary: 'Which others are to be locked out, the next one first',
    permission: 'pf.users.lock_out',
    answer: ok(lockOuts.PlannedLockOuts),
    problems: [],
  },
  'GET /v1/organization/users/:id/lock-out': {
    name: 'previewLockOut',
    summary: 'What would end if the member were locked out now',
    permission: 'pf.users.lock_out',
    params: IdParams,
    answer: ok(lockOuts.LockOutPreview),
    problems: ['not_found'],
  },
  'POST /v1/organization/users/:id/lock-out': {
    name: 'lockOut',
    summary:
      'Refuse sign-in to the organization, and end everything that the member holds in it: now, or at a moment to come',
    permission: 'pf.users.lock_out',
    params: IdParams,
    body: lockOuts.LockOutInput,
    answer: ok(lockOuts.LockOut),
    problems: ['reauthentication_required', 'not_found', 'conflict', 'not_acceptable'],
  },
  'POST /v1/organization/users/:id/lock-out/cancellation': {
    name: 'cancelLockOut',
    summary: 'Take back what was planned',
    permission: 'pf.users.lock_out',
    params: IdParams,
    answer: done,
    problems: ['reauthentication_required', 'not_found'],
  },
  'POST /v1/organization/users/:id/letting-in': {
    name: 'letIn',
    summary: 'Let the member sign in again; what was ended stays ended',
    permission: 'pf.users.lock_out',
    params: IdParams,
    answer: done,
    problems: ['reauthentication_required', 'not_found'],
  },
} as const satisfies RouteTable;
