import { Closed, IdParams, PageQuery } from '../schemas/common.ts';
import * as inventory from '../schemas/inventory.ts';
import * as operator from '../schemas/operator.ts';
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
  'GET /operator/sessions': {
    name: 'listSessions',
    summary: 'Live sessions, newest first',
    permission: 'operator',
    query: operator.OperatorSessionsQuery,
    answer: ok(operator.OperatorSessions),
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
    summary: 'The policy of the default organization',
    permission: 'operator',
    answer: ok(operator.PolicyBody),
    problems: [],
  },
  'PATCH /operator/policy': {
    name: 'changePolicy',
    summary: 'Change limits; a tighter one binds at once',
    permission: 'operator',
    body: operator.PolicyChange,
    answer: ok(operator.PolicyBody),
    problems: ['not_acceptable'],
  },
} as const satisfies RouteTable;
