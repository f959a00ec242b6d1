import { type Answered, type Sent, send } from './http.ts';

/** What a browser says of a page that a person opens, and of a script's own request. */
export const opensPage = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };
export const fetches = { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', accept: '*/*' };

type Headers = Record<string, string>;

/** What a proxy that the server trusts adds to a request. */
function asForwarded({ host, protocol }: URL): Headers {
  return { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-for': '198.51.100.7' };
}

/** What the browser itself says, for a real proxy. */
export function asSent({ host }: URL): Headers {
  return { host };
}

/** One browser at several hosts: it keeps the cookies of each host apart. */
export class HostBrowser {
  readonly #address: string;
  readonly #headersAt: (url: URL) => Headers;
  readonly #cookies = new Map<string, Map<string, string>>();

  /** The address is that of a proxy, or that of the server, as if a proxy sent it. */
  constructor(address: string, headersAt = asForwarded) {
    this.#address = address;
    this.#headersAt = headersAt;
  }

  cookiesAt(host: string): Map<string, string> {
    const kept = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, kept);
    return kept;
  }

  /** The request as the host's proxy passes it on. */
  async send(url: string, { headers = {}, method = 'GET', body }: Partial<Sent> = {}): Promise<Answered> {
    const { host, pathname, search } = new URL(url);
    const answered = await send(this.#address, {
      method,
      path: pathname + search,
      body,
      headers: { ...this.headersAt(url), ...opensPage, ...headers },
    });
    for (const line of answered.headers['set-cookie'] ?? []) keep(this.cookiesAt(host), line);
    return answered;
  }

  /** What the host's proxy asks before it passes a request on to the application. */
  forwardAuth(url: string, headers: Headers = opensPage, query = ''): Promise<Answered> {
    const { pathname, search } = new URL(url);
    const asked = { 'x-forwarded-method': 'GET', 'x-forwarded-uri': pathname + search };
    return send(this.#address, {
      method: 'GET',
      path: `/v1/forward-auth${query}`,
      headers: { ...this.headersAt(url), ...asked, ...headers },
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

  /** With the cookies of that host. */
  headersAt(url: string): Headers {
    const at = new URL(url);
    const cookie = [...this.cookiesAt(at.host)].map(([name, value]) => `${name}=${value}`).join('; ');
    return { ...this.#headersAt(at), ...(cookie !== '' && { cookie }) };
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const [name = '', value = ''] = pair.split('=');
  if (attributes.includes('Max-Age=0')) cookies.delete(name);
  else cookies.set(name, value);
}
