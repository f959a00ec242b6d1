import type { IncomingMessage } from 'node:http';
import { isFromProxy, type TrustedProxies } from './client-address.ts';
import { isLocal, siteShape } from './host-names.ts';
import { headerOf } from './raw-headers.ts';

/** Where a browser is: at Rollcall's own origin, or at a host that it protects. */
export interface Site {
  /** Host and port; without the port where that is the scheme's own. */
  readonly host: string;
  readonly origin: string;
  /** What its tokens are bound to; `null` at Rollcall itself. */
  readonly boundTo: string | null;
}

/** A proxy asks about few hosts over and over; a wildcard lets in as many as somebody likes to make up. */
const mostRemembered = 1_000;

/** The public origin and the hosts of `ROLLCALL_PROTECTED_HOSTS`: nothing is answered for any other. */
export class Sites {
  readonly #publicOrigin: URL;
  readonly #exact: ReadonlySet<string>;
  /** What stands behind the star, with its dot. */
  readonly #endings: readonly string[];
  readonly #proxies: TrustedProxies;
  readonly #found = new Map<string, Site>();

  constructor(publicOrigin: string, protectedHosts: readonly string[], proxies: TrustedProxies) {
    this.#publicOrigin = new URL(publicOrigin);
    this.#exact = new Set(protectedHosts.filter((host) => !host.startsWith('*')));
    this.#endings = protectedHosts.filter((host) => host.startsWith('*')).map((host) => host.slice(1));
    this.#proxies = proxies;
  }

  /** Whether a proxy that is trusted asks on somebody's behalf. */
  isForwarded(request: IncomingMessage): boolean {
    return isFromProxy(request, this.#proxies);
  }

  /** Where the browser sent its request. Forwarded names count only from trusted proxies. `null`: nowhere that is ours. */
  of(request: IncomingMessage): Site | null {
    const headers = request.rawHeaders;
    const isForwarded = this.isForwarded(request);
    const host = (isForwarded ? headerOf(headers, 'x-forwarded-host', ',') : null) ?? headerOf(headers, 'host', ',');
    const scheme = isForwarded ? headerOf(headers, 'x-forwarded-proto', ',') : null;
    return host === null ? null : this.#at(host, scheme);
  }

  /** The site with this origin, written exactly so. */
  withOrigin(origin: string): Site | null {
    const url = URL.parse(origin);
    const site = url === null ? null : this.#at(url.host, url.protocol.slice(0, -1));
    return site?.origin === origin ? site : null;
  }

  #at(host: string, scheme: string | null): Site | null {
    const key = `${scheme} ${host}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const site = this.#read(host, scheme);
    if (site === null) return null;
    if (this.#found.size >= mostRemembered) this.#found.clear();
    this.#found.set(key, site);
    return site;
  }

  /** Cookies that are Secure reach plain http on this machine only, so that nowhere else http is meant. */
  #read(text: string, told: string | null): Site | null {
    const lower = text.toLowerCase();
    if (!siteShape.test(lower)) return null;
    const scheme = (told ?? this.#publicOrigin.protocol.slice(0, -1)) === 'http' && isLocal(lower) ? 'http' : 'https';
    const url = URL.parse(`${scheme}://${lower}`);
    if (url === null) return null;
    if (url.host === this.#publicOrigin.host) {
      return { host: url.host, origin: this.#publicOrigin.origin, boundTo: null };
    }
    return this.#protects(url.host) ? { host: url.host, origin: url.origin, boundTo: url.host } : null;
  }

  #protects(host: string): boolean {
    if (this.#exact.has(host)) return true;
    const dot = host.indexOf('.');
    return dot > 0 && this.#endings.includes(host.slice(dot));
  }
}
