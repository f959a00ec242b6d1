import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { parse } from 'yaml';
import { applicationsHere, hostsHere, type RunningProxy, type Stage, shipped } from './shipped.ts';

/** As much of the dynamic configuration as is shipped. */
interface Configuration {
  readonly http: {
    readonly middlewares: Readonly<Record<string, Middleware>>;
    readonly routers: Readonly<Record<string, { rule: string; middlewares?: string[]; service: string }>>;
    readonly services: Readonly<Record<string, { loadBalancer: { servers: { url: string }[] } }>>;
  };
}

interface Middleware {
  readonly chain?: { readonly middlewares: string[] };
  readonly headers?: { readonly customRequestHeaders: Readonly<Record<string, string>> };
  readonly forwardAuth?: { readonly address: string; readonly authResponseHeaders: string[] };
}

/**
 * Debian has no Traefik. This does with the shipped configuration what Traefik's reference says of rules, of the middlewares
 * `chain`, `headers` and `forwardAuth` (which headers are sent to the address, that 2xx lets pass with the named headers copied,
 * and that everything else is answered as it is), and of forwarded headers with `insecure` off.
 */
export async function startTraefikLike(stage: Stage): Promise<RunningProxy> {
  const text = shipped('traefik.yml', {
    ...hostsHere,
    ...applicationsHere(stage),
    '127.0.0.1:8080': `127.0.0.1:${stage.rollcallPort}`,
  });
  const traefik = new TraefikLike(parse(text) as Configuration);
  const server = createServer((incoming, outgoing) => void traefik.answer(incoming, outgoing));
  const upgraded: Socket[] = [];
  server.on('upgrade', (incoming, socket) => {
    upgraded.push(socket as Socket);
    void traefik.upgrade(incoming, socket as Socket);
  });
  await new Promise<void>((resolve) => server.listen(stage.port, '127.0.0.1', resolve));
  return {
    async stop() {
      for (const socket of upgraded) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Refused {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

class TraefikLike {
  readonly #http: Configuration['http'];

  constructor({ http }: Configuration) {
    this.#http = http;
  }

  async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const passed = await this.#pass(incoming);
    if ('status' in passed) {
      outgoing.writeHead(passed.status, passed.headers).end(passed.body);
      return;
    }
    const { to, headers } = passed;
    const { method, url } = incoming;
    const passing = request(to, { method, path: url, headers }, (answered) => {
      outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(outgoing);
    });
    passing.once('error', () => outgoing.writeHead(502).end());
    incoming.pipe(passing);
  }

  async upgrade(incoming: IncomingMessage, socket: Socket): Promise<void> {
    const passed = await this.#pass(incoming);
    if ('status' in passed) {
      socket.end(`HTTP/1.1 ${passed.status} Refused\r\nConnection: close\r\n\r\n${passed.body}`);
      return;
    }
    const { hostname, port } = new URL(passed.to);
    const lines = Object.entries(passed.headers).map(([name, value]) => `${name}: ${value}`);
    const upstream = connect(Number(port), hostname, () => {
      upstream.write([`GET ${incoming.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
      upstream.pipe(socket).pipe(upstream);
      socket.once('close', () => upstream.destroy());
    });
    upstream.once('error', () => socket.destroy());
  }

  /** Where it goes and with which headers, or what is answered instead. */
  async #pass(incoming: IncomingMessage): Promise<Refused | { to: string; headers: IncomingHttpHeaders }> {
    const router = Object.values(this.#http.routers)
      .toSorted((one, other) => other.rule.length - one.rule.length)
      .find(({ rule }) => matches(rule, incoming));
    if (router === undefined) return { status: 404, headers: {}, body: '' };
    const headers = forwarded(incoming);
    for (const { headers: custom, forwardAuth } of this.#flat(router.middlewares ?? [])) {
      for (const name of Object.keys(custom?.customRequestHeaders ?? {})) delete headers[name.toLowerCase()];
      if (forwardAuth === undefined) continue;
      const refused = await ask(forwardAuth, incoming, headers);
      if (refused !== null) return refused;
    }
    const to = this.#http.services[router.service]?.loadBalancer.servers[0]?.url ?? '';
    return { to, headers };
  }

  #flat(names: readonly string[]): Middleware[] {
    return names.flatMap((name) => {
      const middleware = this.#http.middlewares[name] ?? {};
      return middleware.chain === undefined ? [middleware] : this.#flat(middleware.chain.middlewares);
    });
  }
}

function matches(rule: string, { headers, url = '' }: IncomingMessage): boolean {
  const [, host] = /Host\(`([^`]+)`\)/.exec(rule) ?? [];
  const [, prefix = '/'] = /PathPrefix\(`([^`]+)`\)/.exec(rule) ?? [];
  return headers.host?.split(':')[0] === host && url.startsWith(prefix);
}

/** What a client sends under these names is replaced: nobody in front of Traefik is trusted. */
function forwarded({ headers }: IncomingMessage): IncomingHttpHeaders {
  return {
    ...headers,
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': headers.host ?? '',
    'x-forwarded-proto': 'http',
  };
}

const hopByHop = ['connection', 'upgrade', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'content-length'];

function ask(
  { address, authResponseHeaders }: NonNullable<Middleware['forwardAuth']>,
  { method = '', url = '' }: IncomingMessage,
  headers: IncomingHttpHeaders,
): Promise<Refused | null> {
  const kept = Object.entries(headers).filter(([name]) => !hopByHop.includes(name));
  const told = { 'x-forwarded-method': method, 'x-forwarded-uri': url, host: new URL(address).host };
  return new Promise((resolve) => {
    const asking = request(address, { headers: { ...Object.fromEntries(kept), ...told } }, async (answered) => {
      let body = '';
      for await (const chunk of answered) body += chunk;
      const status = answered.statusCode ?? 500;
      if (status < 200 || status >= 300) return resolve({ status, headers: answered.headers, body });
      for (const name of authResponseHeaders.map((given) => given.toLowerCase())) {
        delete headers[name];
        if (answered.headers[name] !== undefined) headers[name] = answered.headers[name];
      }
      resolve(null);
    });
    asking.once('error', () => resolve({ status: 500, headers: {}, body: '' }));
    asking.end();
  });
}
