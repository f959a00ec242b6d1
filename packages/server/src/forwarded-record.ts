import type { IncomingMessage } from 'node:http';
import { isFromProxy, type TrustedProxies } from './client-address.ts';

/** Counts requests that somebody says to have forwarded whose word does not count: most often a proxy that was not named. */
export class ForwardedRecord {
  readonly #proxies: TrustedProxies;
  #untrusted = 0;
  #lastPeer: string | null = null;

  constructor(proxies: TrustedProxies) {
    this.#proxies = proxies;
  }

  look(request: IncomingMessage): void {
    if (request.headers['x-forwarded-for'] === undefined || isFromProxy(request, this.#proxies)) return;
    this.#untrusted += 1;
    this.#lastPeer = request.socket.remoteAddress ?? null;
  }

  get untrusted(): number {
    return this.#untrusted;
  }

  get lastPeer(): string | null {
    return this.#lastPeer;
  }
}
