import * as log from '../schemas/operator-log.ts';
import { ok, type RouteTable } from './route.ts';

/** Whether the log is what it was. */
export const operatorLogRoutes = {
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
