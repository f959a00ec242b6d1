import httpProxy from '@fastify/http-proxy';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** A host of the demonstration and the application behind it. */
export interface ProtectedHost {
  /** As browsers name it, with its port. */
  readonly host: string;
  readonly application: string;
}

/** What Rollcall answers and the application may believe; whatever a client wrote under these names is thrown away. */
const identity = ['rollcall-account', 'rollcall-session', 'rollcall-organization'] as const;
/** What Rollcall says to a browser that it does not let through. */
const forBrowsers = ['location', 'set-cookie', 'content-type', 'cache-control'] as const;

/**
 * A reverse proxy that asks Rollcall before each request, as the configurations in docs/integrate/reverse-proxy make nginx,
 * Caddy and Traefik do; a small one of the demonstration's own, so that nothing need be installed.
 */
export async function startProxy(
  rollcall: string,
  port: number,
  hosts: readonly ProtectedHost[],
): Promise<FastifyInstance> {
  const proxy = Fastify({ logger: false });
  for (const { host, application } of hosts) {
    await proxy.register(httpProxy, {
      upstream: rollcall,
      prefix: '/.rollcall',
      rewritePrefix: '/.rollcall',
      constraints: { host },
      replyOptions: { rewriteRequestHeaders: (request, headers) => ({ ...headers, ...forwarded(request) }) },
    });
    await proxy.register(httpProxy, {
      upstream: application,
      constraints: { host },
      preHandler: (request, reply) => ask(rollcall, request, reply),
      replyOptions: { rewriteRequestHeaders: (request, headers) => ({ ...headers, ...answeredFor.get(request.raw) }) },
    });
  }
  await proxy.listen({ host: '127.0.0.1', port });
  return proxy;
}

type Headers = Record<string, string>;
const answeredFor = new WeakMap<object, Headers>();

/** Lets the request through with Rollcall's word on who it is, or answers it as Rollcall says. */
async function ask(rollcall: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const answer = await fetch(`${rollcall}/v1/forward-auth`, {
    redirect: 'manual',
    headers: { ...copied(request.headers, asked), ...forwarded(request) },
  });
  if (answer.status === 204) {
    answeredFor.set(request.raw, Object.fromEntries(identity.map((name) => [name, answer.headers.get(name) ?? ''])));
    return;
  }
  for (const name of forBrowsers) {
    const value = answer.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  reply.code(answer.status).send(await answer.text());
}

/** What Rollcall looks at: who, and whether somebody is looking at a page or a script is asking. */
const asked = [
  'cookie',
  'authorization',
  'user-agent',
  'accept',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'x-requested-with',
];

function copied(headers: FastifyRequest['headers'], names: readonly string[]): Headers {
  const entries = names.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function forwarded(request: Pick<FastifyRequest, 'method' | 'headers' | 'url' | 'ip'>): Headers {
  return {
    'x-forwarded-method': request.method,
    'x-forwarded-proto': 'http',
    'x-forwarded-host': request.headers.host ?? '',
    'x-forwarded-uri': request.url,
    'x-forwarded-for': request.ip,
  };
}
