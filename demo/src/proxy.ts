import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createProxyServer } from 'http-proxy-3';
import { send } from '../../tests/src/http.ts';

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
export async function startProxy(rollcall: string, port: number, hosts: readonly ProtectedHost[]): Promise<Server> {
  const passing = createProxyServer({});
  const applications = new Map(hosts.map(({ host, application }) => [host, application]));
  const server = createServer(async (request, response) => {
    const application = applications.get(request.headers.host ?? '');
    if (application === undefined) {
      response.writeHead(421).end('There is no application of that name here.');
    } else if (request.url?.startsWith('/.rollcall/')) {
      passing.web(request, response, { target: rollcall, headers: forwarded(request) });
    } else {
      const visitor = await ask(rollcall, request, response);
      if (visitor !== null) passing.web(request, response, { target: application, headers: visitor });
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

type Headers = Record<string, string>;

/** Rollcall's word on who it is; `null` where it lets nobody through and the visitor has been told so. */
async function ask(rollcall: string, request: IncomingMessage, response: ServerResponse): Promise<Headers | null> {
  const headers = { ...copied(request.headers, asked), ...forwarded(request) };
  const answer = await send(rollcall, { method: 'GET', path: '/v1/forward-auth', headers });
  if (answer.status === 204) return copied(answer.headers, identity);
  response.writeHead(answer.status, copied(answer.headers, forBrowsers)).end(answer.text);
  return null;
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

function copied(headers: IncomingHttpHeaders, names: readonly string[]): Headers {
  const entries = names.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function forwarded({ method, url, headers, socket }: IncomingMessage): Headers {
  return {
    'x-forwarded-method': method ?? '',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': headers.host ?? '',
    'x-forwarded-uri': url ?? '',
    'x-forwarded-for': socket.remoteAddress ?? '',
  };
}
