import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, type Socket } from 'node:net';
import { parseAddress } from './network.ts';

/** Reverse proxies whose `X-Forwarded-For` counts. */
export interface TrustedProxies {
  has(address: string): boolean;
  readonly isEmpty: boolean;
}

/** `networks`: addresses, or networks in CIDR notation. */
export function trustedProxies(networks: readonly string[]): TrustedProxies {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return {
    has: (address) => isIP(address) !== 0 && list.check(address, familyOf(address)),
    isEmpty: networks.length === 0,
  };
}

/**
 * Where the request comes from, normalized. Forwarded addresses are read from the right for as long as a trusted proxy
 * vouches for the next; whatever a client wrote in front of that is worth nothing.
 */
export function clientAddress(request: IncomingMessage, proxies: TrustedProxies): string | null {
  let address = peerOf(request.socket);
  if (proxies.isEmpty || address === null || !proxies.has(address)) return address;
  const forwarded = (request.headersDistinct['x-forwarded-for'] ?? []).join(',').split(',').toReversed();
  for (const hop of forwarded) {
    const next = normalize(withoutPort(hop.trim()));
    if (next === null) return address;
    address = next;
    if (!proxies.has(address)) return address;
  }
  return address;
}

const peer = Symbol('peer');

/** A connection keeps its peer: verify's fast path asks at every request, and looks it up in no table. */
function peerOf(socket: Socket & { [peer]?: string | null }): string | null {
  const known = socket[peer];
  if (known !== undefined) return known;
  const address = socket.remoteAddress === undefined ? null : normalize(socket.remoteAddress);
  socket[peer] = address;
  return address;
}

function normalize(text: string): string | null {
  return parseAddress(text)?.toString() ?? null;
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  if (text.startsWith('[')) return text.slice(1, text.indexOf(']'));
  const colon = text.indexOf(':');
  return colon !== -1 && colon === text.lastIndexOf(':') ? text.slice(0, colon) : text;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
