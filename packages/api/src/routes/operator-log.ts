import * as log from '../schemas/operator-log.ts';
import { OrganizationLogLines } from '../schemas/organization-log.ts';
import { ok, type RouteTable } from './route.ts';

/** What the log says, of one organization or of none, and whether it is what it was. */
export const operatorLogRoutes = {
  'GET /operator/log': {
    name: 'listLogByOperator',
    summary: 'Who did what to whom, newest first',
    permission: 'operator',
    query: log.OperatorLogQuery,
    answer: ok(OrganizationLogLines),
    problems: ['not_found', 'conflict'],
  },
  'GET /operator/log/export': {
    name: 'exportLogByOperator',
    summary: 'The same as CSV, all of it',
    permission: 'operator',
    query: log.OperatorLogExportQuery,
    answer: { status: 200, schema: null, mediaType: 'text/csv' },
    problems: ['not_found', 'conflict'],
  },
  'GET /operator/log/chain': {
    name: 'exportChainByOperator',
    summary: 'A whole log in the order of its chain as lines of JSON, to be verified elsewhere',
    permission: 'operator',
    query: log.OperatorChainQuery,
    answer: { status: 200, schema: null, mediaType: 'application/x-ndjson' },
    problems: ['not_found', 'conflict'],
  },
  'GET /operator/log/heads': {
    name: 'listLogHeads',
    summary: 'Where every chain of the log ends now, to be kept elsewhere',
    permission: 'operator',
    answer: ok(log.LogHeads),
    problems: [],
  },
  'POST /operator/log/verification': {
    name: 'verifyLog',
    summary: 'Compute every chain anew and compare it with heads that were kept elsewhere',
    permission: 'operator',
    body: log.LogVerificationInput,
    answer: { status: 200, schema: null, mediaType: 'application/x-ndjson' },
    problems: [],
  },
} as const satisfies RouteTable;
