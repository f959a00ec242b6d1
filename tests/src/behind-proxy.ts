import { type Answered, type Sent, send } from './http.ts';
import type { TestServer } from './test-server.ts';

/** What a browser says of a page that a person opens, and of a script's own request. */
export const opensPage = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };
export const fetches = { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', accept: '*/*' };

/** One browser at several hosts, each behind a proxy that the server trusts: it keeps the cookies of each host apart. */
export class HostBrowser {
  readonly #server: TestServer;
  readonly #cookies = new Map<string, Map<string, string>>();

  constructor(server: TestServer) {
    this.#server = server;
  }

  cookiesAt(host: string): Map<string, string> {
    const kept = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, kept);
    return kept;
  }

  /** The request as the host's proxy passes it on. */
  async send(url: string, { headers = {}, method = 'GET', body }: Partial<Sent> = {}): Promise<Answered> {
    const { host, protocol, pathname, search } = new URL(url);
    const answered = await send(this.#server.origin, {
      method,
      path: pathname + search,
      body,
      headers: { ...this.#forwardedTo(host, protocol), ...opensPage, ...headers },
    });
    for (const line of answered.headers['set-cookie'] ?? []) keep(this.cookiesAt(host), line);
    return answered;
  }

  /** What the host's proxy asks before it passes a request on to the application. */
  forwardAuth(url: string, headers: Record<string, string> = opensPage, query = ''): Promise<Answered> {
    const { host, protocol, pathname, search } = new URL(url);
    const asked = { 'x-forwarded-method': 'GET', 'x-forwarded-uri': pathname + search };
    return send(this.#server.origin, {
      method: 'GET',
      path: `/v1/forward-auth${query}`,
      headers: { ...this.#forwardedTo(host, protocol), ...asked, ...headers },
    });
  }

  /** Follows redirects until one leads to nothing of Rollcall's, and answers where they ended. */
  async open(url: string): Promise<string> {
    for (let next = url, hops = 0; hops < 10; hops += 1) {
      const { pathname } = new URL(next);
      if (!pathname.startsWith('/.rollcall/')) return next;
      const { status, headers, text } = await this.send(next);
      if (status !== 303 || headers.location === undefined) throw new Error(`${next}: ${status} ${text}`);
      next = headers.location;
    }
    throw new Error(`${url} goes round in a circle.`);
  }

  #forwardedTo(host: string, protocol: string): Record<string, string> {
    const cookie = [...this.cookiesAt(host)].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      'x-forwarded-host': host,
      'x-forwarded-proto': protocol.slice(0, -1),
      'x-forwarded-for': '198.51.100.7',
      ...(cookie !== '' && { cookie }),
    };
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const [name = '', value = ''] = pair.split('=');
  if (attributes.includes('Max-Age=0')) cookies.delete(name);
  else cookies.set(name, value);
}
