import { Closed, PageQuery } from '../schemas/common.ts';
import { ResetFactorsInput } from '../schemas/factors.ts';
import * as inventory from '../schemas/inventory.ts';
import * as operator from '../schemas/operator.ts';
import { OrganizationQuery } from '../schemas/operator-organizations.ts';
import * as policy from '../schemas/policy.ts';
import { done, ok, type RouteTable } from './route.ts';

/** What the operator does over the local socket. */
export const operatorRoutes = {
  'GET /operator/status': {
    name: 'getStatus',
    summary: 'What runs here',
    permission: 'operator',
    answer: ok(operator.Status),
    problems: [],
  },
  'POST /operator/setup-link': {
    name: 'makeSetUpLink',
    summary: 'Make a new one-time set-up link',
    permission: 'operator',
    answer: ok(operator.MadeLink),
    problems: ['conflict'],
  },
  'GET /operator/accounts': {
    name: 'listAccounts',
    summary: 'Accounts, newest first',
    permission: 'operator',
    query: Closed(PageQuery),
    answer: ok(operator.OperatorAccounts),
    problems: [],
  },
  'POST /operator/accounts': {
    name: 'createAccount',
    summary: 'Create an account; its owner sets the password with the link',
    permission: 'operator',
    body: operator.CreateAccountInput,
    answer: ok(operator.CreatedAccount),
    problems: ['not_acceptable'],
  },
  'POST /operator/accounts/:login/reset-link': {
    name: 'makeResetLink',
    summary: 'Make a single-use link that sets a new password',
    permission: 'operator',
    params: operator.LoginParams,
    answer: ok(operator.MadeLink),
    problems: ['not_found'],
  },
  'POST /operator/accounts/:login/factors/reset': {
    name: 'resetFactorsByOperator',
    summary: 'Take all second factors from an account whose owner has lost them',
    permission: 'operator',
    params: operator.LoginParams,
    body: ResetFactorsInput,
    answer: ok(inventory.Outcome),
    problems: ['not_found'],
  },
  'POST /operator/accounts/:login/disabling': {
    name: 'disableAccount',
    summary: 'Refuse sign-in and end everything the account holds',
    permission: 'operator',
    params: operator.LoginParams,
    answer: ok(inventory.Outcome),
    problems: ['not_found', 'conflict'],
  },
  'POST /operator/accounts/:login/enabling': {
    name: 'enableAccount',
    summary: 'Let the account sign in again',
    permission: 'operator',
    params: operator.LoginParams,
    answer: done,
    problems: ['not_found'],
  },
  'POST /operator/examination': {
    name: 'examine',
    summary: 'What may be set up wrongly, and what to do',
    permission: 'operator',
    body: operator.ExaminationInput,
    answer: ok(operator.Examination),
    problems: [],
  },
  'GET /operator/keys': {
    name: 'listKeys',
    summary: 'The keys that seal secrets in the store',
    permission: 'operator',
    answer: ok(operator.Keys),
    problems: [],
  },
  'POST /operator/keys/rotation': {
    name: 'rotateKeys',
    summary: 'Seal everything with a new key and remove those before',
    permission: 'operator',
    answer: ok(operator.KeyRotation),
    problems: [],
  },
  'GET /operator/export': {
    name: 'exportStore',
    summary: 'The whole store as lines of JSON',
    permission: 'operator',
    answer: { status: 200, schema: null, mediaType: 'application/x-ndjson' },
    problems: [],
  },
  'GET /operator/backup': {
    name: 'backUpStore',
    summary: 'A copy of the embedded store as a file',
    permission: 'operator',
    answer: { status: 200, schema: null, mediaType: 'application/vnd.sqlite3' },
    problems: ['conflict'],
  },
  'GET /operator/policy': {
    name: 'getPolicy',
    summary: 'The policy of an organization',
    permission: 'operator',
    query: OrganizationQuery,
    answer: ok(policy.PolicyBody),
    problems: ['not_found', 'conflict'],
  },
  'PATCH /operator/policy': {
    name: 'changePolicy',
    summary: 'Change settings; a tighter one binds at once',
    permission: 'operator',
    query: OrganizationQuery,
    body: policy.PolicyChange,
    answer: ok(policy.PolicyBody),
    problems: ['not_acceptable', 'not_found', 'conflict'],
  },
  'POST /operator/policy/preview': {
    name: 'previewPolicy',
    summary: 'What a change would end, before it is made',
    permission: 'operator',
    query: OrganizationQuery,
    body: policy.PolicyChange,
    answer: ok(policy.PolicyPreview),
    problems: ['not_acceptable', 'not_found', 'conflict'],
  },
} as const satisfies RouteTable;
