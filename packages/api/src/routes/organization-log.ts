import * as log from '../schemas/organization-log.ts';
import { ok, type RouteTable } from './route.ts';

/** What happened in the organization of the asking session. */
export const organizationLogRoutes = {
  'GET /v1/organization/log': {
    name: 'listOrganizationLog',
    summary: 'Who did what to whom, newest first',
    permission: 'platform.log.view',
    query: log.OrganizationLogQuery,
    answer: ok(log.OrganizationLogLines),
    problems: ['forbidden'],
  },
  'GET /v1/organization/log/export': {
    name: 'exportOrganizationLog',
    summary: 'The same as CSV, all of it',
    permission: 'platform.log.view',
    query: log.OrganizationLogExportQuery,
    answer: { status: 200, schema: null, mediaType: 'text/csv' },
    problems: ['forbidden'],
  },
  'GET /v1/organization/log/chain': {
    name: 'exportOrganizationChain',
    summary: 'The whole log in the order of its chain as lines of JSON, to be verified elsewhere',
    permission: 'platform.log.view',
    query: log.OrganizationChainQuery,
    answer: { status: 200, schema: null, mediaType: 'application/x-ndjson' },
    problems: ['forbidden'],
  },
  'GET /v1/organization/log/state': {
    name: 'getOrganizationLogState',
    summary: 'Whether the chain of the log holds, and up to when it is sealed',
    permission: 'platform.log.view',
    answer: ok(log.ChainState),
    problems: [],
  },
} as const satisfies RouteTable;
