import type { Me, SignedIn } from '@rollcall/api';
import { type Answered, send } from './http.ts';

export const sessionCookie = '__Host-rollcall_session';
export const browserCookie = '__Host-rollcall_browser';

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

/** A browser as far as the server can tell: it keeps cookies, and says of itself and of its requests what browsers say. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #address: string;
  readonly #userAgent: string;

  constructor(address: string, userAgent = chrome) {
    this.#address = address;
    this.#userAgent = userAgent;
  }

  get token(): string {
    return this.cookies.get(sessionCookie) ?? '';
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answered = await send(this.#address, {
      method,
      path,
      body,
      headers: {
        'user-agent': this.#userAgent,
        'sec-fetch-site': 'same-origin',
        ...(cookie !== '' && { cookie }),
        ...headers,
      },
    });
    for (const line of answered.headers['set-cookie'] ?? []) this.#keep(line);
    return answered;
  }

  /** The answer's body, of a request that has to succeed. */
  async ask<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Body> {
    const answered = await this.send(method, path, body);
    if (answered.status >= 300) throw new Error(`${method} ${path}: ${answered.status} ${answered.text}`);
    return answered.json<Body>();
  }

  /** Of an account without a second factor. */
  async signIn(login: string, password: string, keepSignedIn = false): Promise<Me> {
    const { me } = await this.ask<SignedIn>('POST', '/v1/sign-in', { login, password, keepSignedIn });
    if (me === null) throw new Error(`${login} is asked for a second factor.`);
    return me;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
