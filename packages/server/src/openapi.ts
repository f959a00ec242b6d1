import { examples, Problem, type ProblemCode, problems, type Route, type RouteKey, routes } from '@rollcall/api';
import { isOfService } from './authenticate.ts';
import type { Facts } from './house.ts';
import { problemMediaType } from './problem-reply.ts';

/** Codes that every route may answer, whatever it does. */
const always: readonly ProblemCode[] = ['invalid_request', 'header_too_large', 'internal', 'unavailable'];
const withBody: readonly ProblemCode[] = ['unsupported_media_type', 'body_too_large'];
const withSession: readonly ProblemCode[] = [
  'ambiguous_credentials',
  'not_signed_in',
  'session_ended',
  'session_held',
  'address_refused',
];

const withServiceCredential: readonly ProblemCode[] = [
  'ambiguous_credentials',
  'service_credential_refused',
  'address_refused',
];

/** OpenAPI 3.1 of what is reachable over TCP, out of the route table alone. */
export function openApiOf({ publicOrigin, version }: Pick<Facts, 'publicOrigin' | 'version'>) {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Rollcall',
      version,
      description:
        'Sessions and devices: see what can get into an account, and end any of it at once. Times are milliseconds UTC.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicOrigin }],
    tags: [
      { name: 'doors', description: 'Open to everybody.' },
      { name: 'me', description: 'One’s own account.' },
      {
        name: 'organization',
        description: 'The organization of the session that asks: each route names its permission.',
      },
      { name: 'service', description: 'For the backend of an application that signs its own people in.' },
    ],
    paths: pathsOf(),
    components: {
      schemas: { Problem: plain(Problem) },
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: '__Host-rollcall_session' },
        bearer: { type: 'http', scheme: 'bearer' },
        service: { type: 'http', scheme: 'bearer', description: 'A service credential: `rcv_…`.' },
      },
    },
  };
}

function pathsOf(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const key of Object.keys(routes) as RouteKey[]) {
    const route: Route = routes[key];
    if (route.permission === 'operator') continue;
    const [method = '', path = ''] = key.split(' ');
    const template = path.replaceAll(/:([a-z]+)/gi, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: operationOf(method, route, examples[key]) };
  }
  return paths;
}

interface Example {
  readonly body?: unknown;
  readonly answer?: unknown;
}

function operationOf(method: string, route: Route, example: Example = {}): object {
  const { name, summary, permission, body } = route;
  const audience = audienceOf(permission);
  return {
    operationId: name,
    summary,
    tags: [audience],
    'x-permission': permission,
    security: audiences[audience].security,
    parameters: [...parametersOf('path', route.params), ...parametersOf('query', route.query)],
    ...(body !== undefined && {
      requestBody: { required: true, content: { 'application/json': mediaOf(plain(body), example.body) } },
    }),
    responses: { [route.answer.status]: answerOf(route, example.answer), ...problemsOf(problemCodesOf(method, route)) },
  };
}

type Audience = 'doors' | 'me' | 'organization' | 'service';

/** By whom a route is called: what they bring, and how that is refused. */
const audiences: Readonly<Record<Audience, { security: object[]; problems: readonly ProblemCode[] }>> = {
  doors: { security: [], problems: [] },
  me: { security: [{ cookie: [] }, { bearer: [] }], problems: withSession },
  organization: { security: [{ cookie: [] }, { bearer: [] }], problems: withSession },
  service: { security: [{ service: [] }], problems: withServiceCredential },
};

function audienceOf(permission: Route['permission']): Audience {
  if (permission === 'anyone') return 'doors';
  if (isOfService(permission)) return 'service';
  return permission === 'self' ? 'me' : 'organization';
}

/** Every public code that the route may answer. */
export function problemCodesOf(method: string, { permission, body, problems: own }: Route): ProblemCode[] {
  const codes = [
    ...always,
    ...audiences[audienceOf(permission)].problems,
    ...(permission === 'anyone' || permission === 'self' ? [] : (['forbidden'] as const)),
    ...(method === 'GET' ? [] : (['cross_site'] as const)),
    ...(body === undefined ? [] : withBody),
    ...own,
  ];
  return [...new Set(codes)];
}

function parametersOf(place: 'path' | 'query', schema: Route['params']): object[] {
  const required: readonly string[] = schema?.required ?? [];
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: plain(property),
  }));
}

function answerOf({ answer: { status, schema, mediaType } }: Route, example: unknown): object {
  const description = {
    200: 'Done; this is it.',
    202: 'Taken on.',
    204: 'Done; there is nothing to say.',
    303: 'Go on to `Location`.',
  }[status];
  if (schema === null && mediaType === undefined) return { description };
  const content = schema === null ? { type: 'string' } : plain(schema);
  return { description, content: { [mediaType ?? 'application/json']: mediaOf(content, example) } };
}

function mediaOf(schema: object, example: unknown): object {
  return example === undefined ? { schema } : { schema, example };
}

/** By status, because that is how OpenAPI lists answers; `x-problem-codes` says which codes stand behind each. */
function problemsOf(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = Object.groupBy(codes, (code) => String(problems[code].status));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, some = []]) => [
      status,
      {
        description: some.map((code) => `\`${code}\`: ${problems[code].title}.`).join('\n\n'),
        'x-problem-codes': some,
        content: { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** The schema as JSON has it, without the library's own marks; `$id` would move the base of references. */
function plain(schema: object): object {
  const { $id: _, ...rest } = JSON.parse(JSON.stringify(schema)) as Record<string, unknown>;
  return rest;
}
