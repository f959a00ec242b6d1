import type { AnswerOf, BodyOf, ParamsOf, QueryOf, RouteKey } from '@rollcall/api';
import { NetworkError } from './network-error.ts';
import { isProblem, ProblemError } from './problem-error.ts';
import type { Turns } from './turns.ts';

/** What the local socket of the operator answers is out of reach for this client. */
export type ClientRoute = Exclude<RouteKey, `${string} /operator${string}`>;

type Field<Name extends string, Value> = Value extends undefined
  ? unknown
  : Partial<Value> extends Value
    ? { readonly [N in Name]?: Value }
    : { readonly [N in Name]: Value };

/** The path's parameters, the query and the body of a route, as far as it has them. */
export type RequestOf<Key extends ClientRoute> = Field<'params', ParamsOf<Key>> &
  Field<'query', QueryOf<Key>> &
  Field<'body', BodyOf<Key>>;

type Arguments<Key extends ClientRoute> =
  Partial<RequestOf<Key>> extends RequestOf<Key> ? [request?: RequestOf<Key>] : [request: RequestOf<Key>];

/** Calls a route by its key. Throws a `ProblemError` for a problem document and a `NetworkError` where no answer came. */
export type Send = <Key extends ClientRoute>(route: Key, ...request: Arguments<Key>) => Promise<AnswerOf<Key>>;

export interface Connection {
  /** An origin or a path, no trailing slash; empty for the root of the page's own origin. */
  readonly baseUrl: string;
  /** A bearer token, where the browser's cookie is not what signs in. */
  readonly getToken: (() => string | null | Promise<string | null>) | null;
  /** Told of the token that replaces the bearer, before anything else is asked. */
  readonly onToken: ((token: string) => void | Promise<void>) | null;
  readonly turns: Turns;
  readonly fetch: typeof globalThis.fetch;
  /** Told of every problem before it is thrown. */
  readonly onProblem: (problem: ProblemError) => void;
}

interface LooseRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export function createSend(connection: Connection): Send {
  return async (route, ...[request]) => {
    const { params = {}, query = {}, body } = (request ?? {}) as LooseRequest;
    const [method = '', template = ''] = route.split(' ');
    const response = await ask(
      connection,
      pathOf(template, params) + searchOf(query),
      {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
      },
      changesToken.includes(route) ? 'alone' : 'beside',
    );
    return (await answerOf(response)) as AnswerOf<typeof route>;
  };
}

/** After these the session has a new token. */
const changesToken: readonly ClientRoute[] = [
  'POST /v1/me/re-authentication',
  'POST /v1/me/re-authentication-requests/:id/completion',
  'POST /v1/me/password',
  'POST /v1/me/organizations/:id/entry',
  'POST /v1/holds/lift',
  'POST /v1/me/factors/authenticator/:id/confirmation',
  'POST /v1/me/factors/passkeys',
  'POST /v1/holds/lift-requests/:id/completion',
];

/** One request of ours; only a successful answer comes back. */
export async function ask(
  connection: Connection,
  path: string,
  init: RequestInit,
  turn: 'beside' | 'alone' = 'beside',
): Promise<Response> {
  const response = await connection.turns[turn](() => reach(connection, path, init));
  if (response.ok) return response;
  const problem = await problemOf(response);
  connection.onProblem(problem);
  throw problem;
}

async function reach(connection: Connection, path: string, init: RequestInit): Promise<Response> {
  try {
    const signIn = await signInOf(connection, init);
    const response = await connection.fetch(connection.baseUrl + path, { ...init, ...signIn });
    const token = response.headers.get('rollcall-token');
    if (token !== null) await connection.onToken?.(token);
    return response;
  } catch (cause) {
    throw new NetworkError('No answer came.', { cause });
  }
}

/** With a token no cookie goes along: two of them, and nobody could say which one is meant. */
async function signInOf({ getToken }: Connection, init: RequestInit): Promise<RequestInit> {
  if (getToken === null) return { credentials: 'same-origin' };
  const token = await getToken();
  const headers = new Headers(init.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  return { credentials: 'omit', headers };
}

async function problemOf(response: Response): Promise<ProblemError> {
  const document: unknown = await response.json().catch(() => null);
  if (isProblem(document)) return new ProblemError(document);
  throw new NetworkError(`The answer ${response.status} does not come from Rollcall.`);
}

async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch (cause) {
    throw new NetworkError('The answer broke off.', { cause });
  }
}

function pathOf(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new TypeError(`The path ${template} needs "${name}".`);
    return encodeURIComponent(value);
  });
}

export function searchOf(query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return search.size === 0 ? '' : `?${search}`;
}
