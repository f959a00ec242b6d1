import { type Address, parseAddress } from '@rollcall/core';
import ipaddr from 'ipaddr.js';

const ipv6Blocks = 4;

/**
 * The network that throttling counts by: whoever has one address of it usually has them all. IPv4 /24, IPv6 /64. What is
 * no address counts as one network, so that it cannot be used to get around the count.
 */
export function networkOf(address: string | null): string {
  const parsed = address === null ? null : parseAddress(address);
  if (parsed === null) return 'unknown';
  if (parsed instanceof ipaddr.IPv4) return `${parsed.octets.slice(0, 3).join('.')}.0/24`;
  const blocks = parsed.parts.slice(0, ipv6Blocks).map((part) => part.toString(16));
  return `${blocks.join(':')}::/64`;
}

/** Ranges that no database of places knows: of this machine, of a local network, or shared by a carrier's customers. */
const privateRanges = new Set(['unspecified', 'loopback', 'linkLocal', 'private', 'carrierGradeNat', 'uniqueLocal']);

export function isPrivate(address: Address): boolean {
  return privateRanges.has(address.range());
}
