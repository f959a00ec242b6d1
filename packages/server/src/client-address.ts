import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, type Socket } from 'node:net';
import { parseAddress } from '@rollcall/core';
import { headerOf } from './raw-headers.ts';

/** Reverse proxies whose `X-Forwarded-*` headers count. */
export interface TrustedProxies {
  has(address: string): boolean;
  /** Headers that were read already, as a proxy sends those of few clients over and over: reading costs more than verifying. */
  readonly known: Map<string, string | null>;
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
  return { has: (address) => isIP(address) !== 0 && list.check(address, familyOf(address)), known: new Map() };
}

/**
 * Where the request comes from, normalized. Forwarded addresses are read from the right for as long as a trusted proxy
 * vouches for the next; whatever a client wrote in front of that is worth nothing.
 */
export function clientAddress(request: IncomingMessage, proxies: TrustedProxies): string | null {
  const { address, isProxy } = peerOf(request.socket, proxies);
  const forwarded = isProxy ? headerOf(request.rawHeaders, 'x-forwarded-for', ',') : null;
  return forwarded === null ? address : (forwardedAddress(forwarded, proxies) ?? address);
}

/** Whether a configured proxy sent it, or one on this machine over the local socket: then what it forwards counts. */
export function isFromProxy(request: IncomingMessage, proxies: TrustedProxies): boolean {
  return peerOf(request.socket, proxies).isProxy;
}

/** To be said of a connection before its first request: it comes over a local socket, whose file mode lets only proxies in. */
export function comesFromProxy(socket: Socket): void {
  (socket as KnownSocket)[peer] = { address: null, isProxy: true };
}

interface Peer {
  readonly address: string | null;
  readonly isProxy: boolean;
}

const peer = Symbol('peer');
type KnownSocket = Socket & { [peer]?: Peer };

/** A connection keeps its peer: verify's fast path asks at every request, and looks it up in no table. */
function peerOf(socket: KnownSocket, proxies: TrustedProxies): Peer {
  const known = socket[peer];
  if (known !== undefined) return known;
  const address = socket.remoteAddress === undefined ? null : normalize(socket.remoteAddress);
  const found = { address, isProxy: address !== null && proxies.has(address) };
  socket[peer] = found;
  return found;
}

const mostKnown = 10_000;

function forwardedAddress(forwarded: string, proxies: TrustedProxies): string | null {
  const { known } = proxies;
  const before = known.get(forwarded);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const read = readForwarded(forwarded, proxies);
  known.set(forwarded, read);
  return read;
}

function readForwarded(forwarded: string, proxies: TrustedProxies): string | null {
  let address: string | null = null;
  for (const hop of forwarded.split(',').toReversed()) {
    const next = normalize(withoutPort(hop.trim()));
    if (next === null) return address;
    address = next;
    if (!proxies.has(address)) return address;
  }
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
