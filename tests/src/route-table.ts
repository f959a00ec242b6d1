import { type BodyOf, IdParams, type Route, type RouteKey, routes } from '@rollcall/api';
import { password } from './test-server.ts';

/** A row of the route table, taken apart. */
export interface TableRow {
  readonly key: RouteKey;
  readonly method: string;
  /** With `:id` and the like. */
  readonly pattern: string;
  readonly route: Route;
}

const table: readonly TableRow[] = (Object.keys(routes) as RouteKey[]).map((key) => {
  const [method = '', pattern = ''] = key.split(' ');
  return { key, method, pattern, route: routes[key] };
});

export const publicRows = table.filter(({ route }) => route.permission !== 'operator');
export const operatorRows = table.filter(({ route }) => route.permission === 'operator');
/** For the backends of applications, with a service credential. */
export const serviceRows = publicRows.filter(({ route }) => route.permission.startsWith('service.'));
/** For people, with a session. */
export const ownRows = publicRows.filter((row) => row.route.permission !== 'anyone' && !serviceRows.includes(row));
/** About the organization of the session that asks, by a permission in it. */
export const organizationRows = ownRows.filter(({ route }) => route.permission !== 'self');
/** Server-sent events never end by themselves. */
export const endingRows = publicRows.filter(({ route }) => route.answer.mediaType !== 'text/event-stream');

/** Well-formed, and nobody's. */
export const unknownId = '01890000-0000-7000-8000-000000000000';

const parameters: Readonly<Record<string, string>> = {
  id: unknownId,
  sessionId: unknownId,
  deviceId: unknownId,
  login: 'nobody',
  email: 'nobody@example.org',
  externalId: 'nobody',
  service: 'nobody',
  organization: 'Nowhere',
  member: 'nobody',
};

/** Where a route needs a query, one that its schema takes. */
const queries: { readonly [Key in RouteKey]?: string } = {
  'GET /v1/me/log/export': '?format=json',
  'POST /operator/invitations': '?organization=Nowhere',
  'GET /.rollcall/sign-in': '?return_to=%2F',
  'GET /.rollcall/authorize': `?origin=https%3A%2F%2Fexample.org&challenge=${'x'.repeat(43)}&return_to=%2F`,
  'GET /.rollcall/finish': `?code=rco_${'0'.repeat(36)}`,
};

/** The path with its parameters and its query filled in. */
export function pathOf({ key, pattern }: TableRow, given: Readonly<Record<string, string>> = {}): string {
  const path = pattern.replaceAll(/:([a-z]+)/gi, (_, name: string) =>
    encodeURIComponent(given[name] ?? parameters[name] ?? name),
  );
  return path + (queries[key] ?? '');
}

type KeyWithBody = { [Key in RouteKey]: BodyOf<Key> extends undefined ? never : Key }[RouteKey];

const expiredLongAgo = { tokenHash: '0'.repeat(64), externalId: 'mallory', issuedAt: 0 };
const link = 'rcl_000000000000000000000000000000000000';

const passkey = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
} as const;
const newPasskey = { ...passkey, response: { clientDataJSON: 'e30', attestationObject: 'oA' } };

/** For each route with a body one that its schema takes; none of them does anything when it is refused or unknown. */
const bodies: { readonly [Key in KeyWithBody]: BodyOf<Key> } = {
  'POST /v1/setup': { link, userName: 'mallory', displayName: 'Mallory', password },
  'POST /v1/invitations/acceptance': { link, userName: 'mallory', displayName: 'Mallory', password },
  'POST /v1/sign-in': { login: 'nobody', password },
  'POST /v1/holds/lift': { password },
  'POST /v1/holds/lift-requests/:id/completion': { secret: link },
  'POST /v1/links/inspect': { link },
  'POST /v1/password-reset-requests': { login: 'nobody' },
  'POST /v1/password-resets': { link, newPassword: password },
  'POST /v1/email-verifications': { link },
  'POST /v1/sign-in/second-step': { code: '000000' },
  'POST /v1/sign-in/enrolment/authenticator/:id/confirmation': { code: '000000' },
  'POST /v1/sign-in/enrolment/passkeys': { passkey: newPasskey },
  'POST /v1/sign-in/passkey': { passkey },
  'PATCH /v1/me/factors/:id': { name: 'Mallory' },
  'POST /v1/me/factors/authenticator/:id/confirmation': { code: '000000' },
  'POST /v1/me/factors/passkeys': { passkey: newPasskey },
  'PATCH /v1/me': { displayName: 'Mallory' },
  'POST /v1/me/re-authentication': { password },
  'POST /v1/me/password': { currentPassword: password, newPassword: 'four loud lighthouses' },
  'POST /v1/me/emails': { email: 'mallory@example.org' },
  'PATCH /v1/me/devices/:id': { name: 'Mallory' },
  'POST /v1/me/devices/:id/removal': { as: 'removed' },
  'POST /v1/me/organizations': { name: 'Mallory' },
  'POST /v1/me/invitations': { link },
  'PATCH /v1/organization': { name: 'Mallory' },
  'POST /v1/organization/invitations': { email: 'mallory@example.org', role: 'member' },
  'POST /v1/organization/users/:id/lock-out': {},
  'POST /v1/organization/users/:id/grants': { holderId: unknownId },
  'POST /v1/organization/users/:id/role': { role: 'member' },
  'POST /v1/service/sessions': { externalId: 'mallory' },
  'POST /v1/service/sessions/import': { rows: [expiredLongAgo] },
  'POST /v1/verify': { token: 'rcs_000000000000000000000000000000000000' },
  'POST /v1/handovers': { link },
  'POST /v1/organization/sessions/terminations': { ids: [unknownId] },
  'POST /v1/organization/termination': { organizationName: 'Mallory' },
  'POST /v1/me/re-authentication-requests': {},
  'POST /v1/me/re-authentication-requests/:id/completion': { secret: link },
  'POST /v1/service/links': { externalId: 'mallory' },
  'POST /v1/service/reauthentications/:id': { externalId: 'mallory', assurance: 1, authenticatedAt: 0 },
  'PATCH /v1/service/accounts/:externalId': { displayName: 'Mallory' },
  'POST /v1/service/accounts/:externalId/sessions/revocation': { except: [unknownId] },
  'POST /operator/organizations': { name: 'Mallory', owner: 'nobody' },
  'PATCH /operator/organizations/:organization': { name: 'Mallory' },
  'POST /operator/members/:member/role': { role: 'member' },
  'POST /operator/members/:member/lock-out': {},
  'POST /operator/members/:member/grants': { holder: 'nobody' },
  'POST /operator/invitations': { email: 'mallory@example.org', role: 'member' },
  'POST /operator/services': { name: 'Mallory' },
  'PATCH /operator/services/:service': { name: 'Mallory' },
  'POST /operator/services/:service/sessions/import': { rows: [expiredLongAgo] },
  'POST /operator/services/:service/credentials': { name: 'Mallory', permissions: ['service.sessions.view'] },
  'POST /operator/service-credentials/:id/rotation': { overlapSeconds: 0 },
  'POST /operator/services/:service/webhooks': { url: 'https://hooks.example.com/' },
  'POST /operator/webhooks/:id/rotation': { overlapSeconds: 0 },
  'POST /operator/accounts': { userName: 'mallory', displayName: 'Mallory' },
  'POST /v1/organization/users/:id/factors/reset': {},
  'POST /operator/accounts/:login/factors/reset': {},
  'POST /operator/examination': {},
  'POST /operator/log/verification': {},
  'PATCH /operator/policy': { historyDays: 90 },
  'POST /operator/policy/preview': { historyDays: 90 },
  'POST /v1/organization/policy/preview': { change: { historyDays: 90 } },
  'PATCH /v1/organization/policy': { version: 1, change: { historyDays: 90 } },
};

/** A body that the route's schema takes; `undefined` where it takes none. */
export function bodyOf({ key }: TableRow): Record<string, unknown> | undefined {
  return (bodies as Record<string, Record<string, unknown>>)[key];
}

/** Where a route takes an id. */
export interface IdPlace {
  readonly where: 'path' | 'query' | 'body';
  readonly name: string;
  /** Where a list goes on, and nothing that is named. */
  readonly isCursor: boolean;
  /** The request with that id there, and with the other one in whatever other places it has for one. */
  fill(
    row: TableRow,
    id: string,
    other: string,
  ): { readonly path: string; readonly query: string; readonly body: Record<string, unknown> | undefined };
}

/** Every place in which a route takes an id: its path, its query and its body. */
export function idPlacesOf({ pattern, route }: TableRow): IdPlace[] {
  const inPath = [...pattern.matchAll(/:([a-z]+)/gi)].map(([, name = '']) => name);
  const elsewhere = { isCursor: false, fill: fillPath };
  return [
    ...inPath.map((name): IdPlace => ({ ...elsewhere, where: 'path', name })),
    ...idsIn(route.query).map(
      (name): IdPlace => ({ where: 'query', name, isCursor: name === 'after', fill: fillQuery(name) }),
    ),
    ...idsIn(route.body).map((name): IdPlace => ({ ...elsewhere, where: 'body', name, fill: fillBody(name) })),
  ];
}

const { pattern: idPattern } = IdParams.properties.id as { readonly pattern?: string };

function idsIn(schema: Route['body']): string[] {
  const takesId = (property: object): boolean =>
    ('pattern' in property && property.pattern === idPattern) ||
    ('items' in property && takesId(property.items as object));
  return Object.entries(schema?.properties ?? {}).flatMap(([name, property]) => (takesId(property) ? [name] : []));
}

const fillPath: IdPlace['fill'] = (row, id, other) => {
  const named = idsIn(row.route.body).map((name) => [name, other]);
  const body = bodyOf(row);
  return { path: pathOf(row, { id }), query: '', body: body && { ...body, ...Object.fromEntries(named) } };
};

const fillQuery =
  (name: string): IdPlace['fill'] =>
  (row, id, other) => ({ path: pathOf(row, { id: other }), query: `?${name}=${id}`, body: undefined });

const fillBody =
  (name: string): IdPlace['fill'] =>
  (row, id, other) => {
    const body = bodyOf(row);
    const filled = Array.isArray(body?.[name]) ? [id] : id;
    return { path: pathOf(row, { id: other }), query: '', body: { ...body, [name]: filled } };
  };
