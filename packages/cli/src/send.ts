import { type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { AnswerOf, BodyOf, ParamsOf, Problem, ProblemCode, QueryOf, RouteKey } from '@rollcall/api';
import { Failure } from './failure.ts';

export type OperatorKey = Extract<RouteKey, `${string} /operator/${string}`>;

type Given<Name extends string, Value> = [Value] extends [undefined] ? unknown : { readonly [N in Name]: Value };
type Input<Key extends OperatorKey> = Given<'params', ParamsOf<Key>> &
  Given<'body', BodyOf<Key>> & {
    readonly query?: QueryOf<Key>;
  };

/** Calls a route of the operator's interface. A problem becomes a `Failure` in its own words. */
export type Send = <Key extends OperatorKey>(key: Key, input: Input<Key>) => Promise<AnswerOf<Key>>;

/** A rotation of keys on PostgreSQL takes half a minute; nothing takes longer than this. */
const patienceMs = 120_000;

export function sendOver(socketPath: string): Send {
  const send = async (key: string, { params, body, query }: Loose): Promise<unknown> => {
    const [method = '', template = ''] = key.split(' ');
    const answer = await exchange(socketPath, method, pathOf(template, params, query), body);
    if (answer.status < 400) return answer.body === '' ? undefined : JSON.parse(answer.body);
    throw failureOf(key, answer);
  };
  return send as Send;
}

/** What is too long to be held: its stream, and how many bytes that will be where the server says so. */
export interface Received {
  readonly stream: Readable;
  readonly length: number;
}

export type Receive = (key: OperatorKey, input?: Pick<Loose, 'body' | 'query'>) => Promise<Received>;

/** A large store takes a while to be copied before its first byte comes. */
const longPatienceMs = 600_000;

export function receiveOver(socketPath: string): Receive {
  return async (key, { body, query } = {}) => {
    const [method = '', template = ''] = key.split(' ');
    const incoming = await open(socketPath, method, pathOf(template, {}, query), body, longPatienceMs);
    const status = incoming.statusCode ?? 0;
    if (status >= 400) throw failureOf(key, { status, body: await text(incoming) });
    return { stream: incoming, length: Number(incoming.headers['content-length'] ?? 0) };
  };
}

interface Loose {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string | number>> | undefined;
  readonly body?: unknown;
}

function pathOf(template: string, params: Loose['params'] = {}, query: Loose['query'] = {}): string {
  const path = template.replace(/:([a-z]+)/gi, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries(query).map(([name, value]) => [name, String(value)]);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(Object.fromEntries(given))}`;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function exchange(socketPath: string, method: string, path: string, body: unknown): Promise<Answer> {
  const incoming = await open(socketPath, method, path, body, patienceMs);
  return {
    status: incoming.statusCode ?? 0,
    body: await text(incoming).catch((error) => unreachable(socketPath, error)),
  };
}

function unreachable(socketPath: string, { message }: Error): never {
  throw new Failure('notReachable', `The server did not answer on ${socketPath} (${message}).`);
}

function open(
  socketPath: string,
  method: string,
  path: string,
  body: unknown,
  timeout: number,
): Promise<IncomingMessage> {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const options = { socketPath, method, path, headers: { ...headers, connection: 'close' }, timeout };
    const outgoing = request(options, resolve);
    outgoing.on('error', reject);
    outgoing.on('timeout', () => outgoing.destroy(new Error(`nothing for ${timeout / 1_000} seconds`)));
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  }).catch((error: Error) => unreachable(socketPath, error));
}

function failureOf(key: string, { status, body }: Answer): Failure {
  const problem = problemIn(body);
  if (problem === null) return new Failure('refused', `The server answered ${status}.`);
  const { code, errors = [] } = problem;
  return new Failure('refused', sentenceOf(key, problem), { code, errors });
}

/** What the problem document says. Its remedy is meant for programs and is worth saying only where waiting helps. */
function sentenceOf(key: string, problem: Problem): string {
  const { code, detail, remedy, retry, errors = [] } = problem;
  const own = ownWords[key as OperatorKey]?.[code];
  if (own !== undefined) return own;
  const fields = errors.filter(({ message }) => message !== detail);
  return [
    retry ? `${detail} ${remedy}` : detail,
    ...fields.map(({ pointer, message }) => `  ${pointer.slice(1)}: ${message}`),
  ].join('\n');
}

const noAccount = 'No account has that login name.';
const noService = 'There is no service of that name; rollcall services list shows them.';
const noCredential = 'There is no live credential with that id; rollcall services credentials list shows them.';
const noWebhook = 'There is no webhook with that id; rollcall services webhooks list shows them.';
const noOrganization = 'There is no organization of that id or name; rollcall organizations list shows them.';
const noMember =
  'No member of that login name or id is in that organization; rollcall members list shows them. --organization names another.';
const noMemberOrOrganization =
  'There is no organization of that id or name, or no member of that login name or id in it; rollcall organizations list and rollcall members list show them.';
const noOrganizationOrAccount =
  'There is no organization of that id or name, or no account of that login name or id; rollcall organizations list and rollcall accounts list show them.';
const noMemberOrPlan =
  'Nothing is planned for a member of that login name or id; rollcall lock-outs list shows what is.';
const noGrant = 'There is no grant with that id; rollcall grants list shows them.';
const noInvitation = 'No invitation with that id waits; rollcall invitations list shows them.';
const noDevice =
  'No device with that id is trusted in that organization; rollcall devices list shows them. --organization names another.';
const noSession = 'There is no session with that id; rollcall sessions list shows them.';

/** What can be said better here than to any client: the command line knows what was typed. */
const ownWords: Partial<Record<OperatorKey, Partial<Record<ProblemCode, string>>>> = {
  'POST /operator/accounts/:login/reset-link': { not_found: noAccount },
  'POST /operator/accounts/:login/disabling': { not_found: noAccount },
  'POST /operator/accounts/:login/enabling': { not_found: noAccount },
  'PATCH /operator/services/:service': { not_found: noService },
  'POST /operator/services/:service/removal': { not_found: noService },
  'POST /operator/services/:service/sessions/import': { not_found: noService },
  'GET /operator/services/:service/credentials': { not_found: noService },
  'POST /operator/services/:service/credentials': { not_found: noService },
  'POST /operator/service-credentials/:id/rotation': { not_found: noCredential, invalid_request: noCredential },
  'POST /operator/service-credentials/:id/revocation': { not_found: noCredential, invalid_request: noCredential },
  'GET /operator/services/:service/webhooks': { not_found: noService },
  'POST /operator/services/:service/webhooks': { not_found: noService },
  'POST /operator/webhooks/:id/rotation': { not_found: noWebhook, invalid_request: noWebhook },
  'POST /operator/webhooks/:id/test': { not_found: noWebhook, invalid_request: noWebhook },
  'POST /operator/webhooks/:id/resumption': { not_found: noWebhook, invalid_request: noWebhook },
  'POST /operator/webhooks/:id/removal': { not_found: noWebhook, invalid_request: noWebhook },
  'POST /operator/organizations': { not_found: noAccount },
  'PATCH /operator/organizations/:organization': { not_found: noOrganization },
  'GET /operator/members': { not_found: noOrganization },
  'POST /operator/members/:member/role': { not_found: noMember },
  'POST /operator/members/:member/removal': { not_found: noMember },
  'GET /operator/invitations': { not_found: noOrganization },
  'POST /operator/invitations': { not_found: noOrganization },
  'POST /operator/invitations/:id/withdrawal': { not_found: noInvitation, invalid_request: noInvitation },
  'GET /operator/lock-outs': { not_found: noOrganization },
  'GET /operator/members/:member/lock-out': { not_found: noMember },
  'POST /operator/members/:member/lock-out': { not_found: noMember },
  'POST /operator/members/:member/lock-out/cancellation': { not_found: noMemberOrPlan },
  'POST /operator/members/:member/letting-in': { not_found: noMember },
  'GET /operator/members/:member/grants': { not_found: noMember },
  'POST /operator/members/:member/grants': { not_found: noMember },
  'POST /operator/grants/:id/ending': { not_found: noGrant, invalid_request: noGrant },
  'GET /operator/log': { not_found: noOrganizationOrAccount },
  'GET /operator/log/export': { not_found: noOrganizationOrAccount },
  'GET /operator/log/chain': { not_found: noOrganization },
  'GET /operator/policy': { not_found: noOrganization },
  'PATCH /operator/policy': { not_found: noOrganization },
  'POST /operator/policy/preview': { not_found: noOrganization },
  'GET /operator/sessions': { not_found: noMemberOrOrganization },
  'GET /operator/accounts/:login/sessions': { not_found: noAccount },
  'POST /operator/termination': { not_found: noOrganization },
  'GET /operator/devices': { not_found: noMemberOrOrganization },
  'POST /operator/devices/:id/trust-revocation': { not_found: noDevice, invalid_request: noDevice },
  'POST /operator/sessions/:id/revocation': { not_found: noSession, invalid_request: noSession },
};

function problemIn(body: string): Problem | null {
  try {
    return JSON.parse(body) as Problem;
  } catch {
    return null;
  }
}
