import { IdParams } from '../schemas/common.ts';
import * as imported from '../schemas/imported-sessions.ts';
import * as inventory from '../schemas/inventory.ts';
import * as services from '../schemas/operator-services.ts';
import { ok, type RouteTable } from './route.ts';

/** Services and their credentials, as the operator keeps them. */
export const operatorServiceRoutes = {
  'GET /operator/services': {
    name: 'listServices',
    summary: 'Services, by name',
    permission: 'operator',
    answer: ok(services.Services),
    problems: [],
  },
  'POST /operator/services': {
    name: 'createService',
    summary: 'Make a service; it can do nothing before a credential is issued',
    permission: 'operator',
    body: services.CreateServiceInput,
    answer: ok(services.Service),
    problems: ['not_acceptable'],
  },
  'PATCH /operator/services/:service': {
    name: 'changeService',
    summary: 'Rename a service, or change where it sends people',
    permission: 'operator',
    params: services.ServiceParams,
    body: services.ChangeServiceInput,
    answer: ok(services.Service),
    problems: ['not_found', 'not_acceptable'],
  },
  'POST /operator/services/:service/removal': {
    name: 'removeService',
    summary: 'Remove a service: its credentials end, and every session that it issued',
    permission: 'operator',
    params: services.ServiceParams,
    answer: ok(inventory.Outcome),
    problems: ['not_found'],
  },
  'POST /operator/services/:service/sessions/import': {
    name: 'importSessionsOfService',
    summary: 'Bring along sessions that people of a service had before',
    permission: 'operator',
    params: services.ServiceParams,
    body: imported.ImportSessionsInput,
    answer: ok(imported.ImportedSessions),
    problems: ['not_found'],
  },
  'GET /operator/services/:service/credentials': {
    name: 'listServiceCredentials',
    summary: 'Credentials of a service, newest first',
    permission: 'operator',
    params: services.ServiceParams,
    answer: ok(services.ServiceCredentials),
    problems: ['not_found'],
  },
  'POST /operator/services/:service/credentials': {
    name: 'issueServiceCredential',
    summary: 'Issue a credential with these permissions and no others',
    permission: 'operator',
    params: services.ServiceParams,
    body: services.IssueCredentialInput,
    answer: ok(services.IssuedCredential),
    problems: ['not_found', 'not_acceptable'],
  },
  'POST /operator/service-credentials/:id/rotation': {
    name: 'rotateServiceCredential',
    summary: 'Issue its successor; the old one ends now, or after an overlap',
    permission: 'operator',
    params: IdParams,
    body: services.RotateCredentialInput,
    answer: ok(services.RotatedCredential),
    problems: ['not_found'],
  },
  'POST /operator/service-credentials/:id/revocation': {
    name: 'revokeServiceCredential',
    summary: 'End a credential; what was issued with it stays',
    permission: 'operator',
    params: IdParams,
    answer: ok(inventory.Outcome),
    problems: ['not_found'],
  },
} as const satisfies RouteTable;
