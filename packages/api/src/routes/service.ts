import { IdParams, PageOf } from '../schemas/common.ts';
import * as imported from '../schemas/imported-sessions.ts';
import * as inventory from '../schemas/inventory.ts';
import * as service from '../schemas/service.ts';
import { done, ok, type RouteTable } from './route.ts';

/** What the backend of an application does for the people whom it signs in itself. */
export const serviceRoutes = {
  'POST /v1/service/sessions': {
    name: 'issueSession',
    summary: 'Sign one of your people in; the account is made where you name it for the first time',
    permission: 'service.sessions.issue',
    body: service.IssueSessionInput,
    answer: ok(service.IssuedSession),
    problems: ['not_acceptable', 'conflict'],
  },
  'POST /v1/service/sessions/import': {
    name: 'importSessions',
    summary: 'Bring along sessions that your people had before; each row is taken or refused for itself',
    permission: 'service.sessions.import',
    body: imported.ImportSessionsInput,
    answer: ok(imported.ImportedSessions),
    problems: [],
  },
  'POST /v1/verify': {
    name: 'verifySession',
    summary: 'Whether a session that you issued is good, and whose it is; counts as its use',
    permission: 'service.sessions.verify',
    body: service.VerifyInput,
    answer: ok(service.Verified),
    problems: ['not_acceptable'],
  },
  'POST /v1/service/links': {
    name: 'makeHandoverLink',
    summary: 'Make a single-use link that opens the pages here for one of your people, signed in',
    permission: 'service.links.make',
    body: service.HandoverInput,
    answer: ok(service.HandoverLink),
    problems: ['not_found', 'conflict', 'not_acceptable'],
  },
  'POST /v1/service/reauthentications/:id': {
    name: 'answerReauthentication',
    summary: 'Say that somebody has proved again who they are',
    permission: 'service.reauthentications.answer',
    params: IdParams,
    body: service.AnswerProofInput,
    answer: ok(service.AnsweredProof),
    problems: ['not_found', 'conflict', 'not_acceptable'],
  },
  'POST /v1/service/sessions/:id/revocation': {
    name: 'revokeIssuedSession',
    summary: 'End a session that you issued',
    permission: 'service.sessions.terminate',
    params: IdParams,
    answer: ok(inventory.Outcome),
    problems: ['not_found'],
  },
  'GET /v1/service/accounts/:externalId': {
    name: 'getExternalAccount',
    summary: 'One of your accounts',
    permission: 'service.sessions.view',
    params: service.ExternalIdParams,
    answer: ok(service.ExternalAccount),
    problems: ['not_found'],
  },
  'PATCH /v1/service/accounts/:externalId': {
    name: 'changeExternalAccount',
    summary: 'Rename one of your accounts, or say where notices go',
    permission: 'service.sessions.issue',
    params: service.ExternalIdParams,
    body: service.ExternalAccountInput,
    answer: ok(service.ExternalAccount),
    problems: ['not_found', 'not_acceptable'],
  },
  'GET /v1/service/accounts/:externalId/sessions': {
    name: 'listIssuedSessions',
    summary: 'Sessions of one of your accounts, live or ended',
    permission: 'service.sessions.view',
    params: service.ExternalIdParams,
    query: service.ServiceSessionsQuery,
    answer: ok(PageOf(inventory.Session)),
    problems: ['not_found'],
  },
  'POST /v1/service/accounts/:externalId/sessions/revocation': {
    name: 'revokeIssuedSessions',
    summary: 'End every session of one of your accounts but those named',
    permission: 'service.sessions.terminate',
    params: service.ExternalIdParams,
    body: service.RevokeSessionsInput,
    answer: ok(inventory.Outcome),
    problems: ['not_found'],
  },
  'POST /v1/service/accounts/:externalId/disabling': {
    name: 'disableExternalAccount',
    summary: 'End everything that one of your accounts holds, and refuse further sessions',
    permission: 'service.sessions.terminate',
    params: service.ExternalIdParams,
    answer: ok(inventory.Outcome),
    problems: ['not_found'],
  },
  'POST /v1/service/accounts/:externalId/enabling': {
    name: 'enableExternalAccount',
    summary: 'Take sessions for it again; what was ended stays ended',
    permission: 'service.sessions.issue',
    params: service.ExternalIdParams,
    answer: done,
    problems: ['not_found'],
  },
} as const satisfies RouteTable;
