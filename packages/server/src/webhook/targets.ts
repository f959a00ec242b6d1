import { parseAddress } from '@rollcall/core';
import ipaddr from 'ipaddr.js';

/** Which targets webhooks may be sent to. */
export interface Targets {
  /** Whether the URL may be tried at all; whether its host's addresses are outside shows when it is. */
  mayTry(url: URL): boolean;
  /** Whether the operator named this host: it may be inside, and need not have TLS. */
  isExcepted(url: URL): boolean;
}

/** The only part of IPv6 that is given out to the internet (IANA); addresses that carry an IPv4 one lie elsewhere. */
const globalIpv6 = ipaddr.parseCIDR('2000::/3');
/** What looks public and is answered by the machine's own host: Azure's metadata and DNS. */
const notOutside = new Set(['168.63.129.16']);

/** `hosts`: names or addresses, with or without a port, as the configuration has them. */
export function createTargets(hosts: readonly string[]): Targets {
  const excepted = new Set(hosts.map((host) => normalized(host)));
  const isExcepted = ({ hostname, host, port, protocol }: URL) =>
    excepted.has(hostname) ||
    excepted.has(host) ||
    (port === '' && excepted.has(`${hostname}:${defaultPort(protocol)}`));
  return {
    isExcepted,
    mayTry(url) {
      if (url.username + url.password !== '') return false;
      if (isExcepted(url)) return url.protocol === 'https:' || url.protocol === 'http:';
      if (url.protocol !== 'https:') return false;
      const address = literalOf(url);
      return address === null || isOutside(address);
    },
  };
}

/** The URL parser has turned every way to write an address (decimal, octal, `0x7f.1`, full width) into the usual one. */
function literalOf({ hostname }: URL): string | null {
  const plain = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return parseAddress(plain) === null ? null : plain;
}

/** Only what is known to be out on the internet: every special range there is, and will be, is inside. */
export function isOutside(address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed === null || parsed.range() !== 'unicast' || notOutside.has(parsed.toString())) return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalIpv6);
}

/** A host as the URL parser writes it; `null` where it is none. */
export function normalized(host: string): string | null {
  const url = URL.parse(`http://${isBareIpv6(host) ? `[${host}]` : host}`);
  if (url === null || url.pathname + url.search + url.hash !== '/' || url.username + url.password !== '') return null;
  if (!/^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])$/.test(url.hostname)) return null;
  // The parser leaves out port 80, which is one like any other here.
  return host.endsWith(':80') && !isBareIpv6(host) ? `${url.hostname}:80` : url.host;
}

function isBareIpv6(host: string): boolean {
  return !host.startsWith('[') && parseAddress(host) instanceof ipaddr.IPv6;
}

function defaultPort(protocol: string): string {
  return protocol === 'http:' ? '80' : '443';
}
