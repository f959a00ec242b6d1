import ipaddr from 'ipaddr.js';
import { type Address, parseAddress } from '../address.ts';
import { type CredentialKind, credentialKinds } from '../credential/kinds.ts';

/** From where credentials of each kind may be used: networks in CIDR notation, or single addresses. None is anywhere. */
export type AddressRanges = Readonly<Record<CredentialKind, readonly string[]>>;

export const anywhere: AddressRanges = { session: [], service_credential: [] };

/** Enough for an organization's offices; each is compared with, one after the other. */
const mostRangesOfKind = 100;

/** Whether each kind has no more than so many, and each of them is a range. */
export function areRanges(value: AddressRanges): boolean {
  return credentialKinds.every(
    (kind) => value[kind].length <= mostRangesOfKind && value[kind].every((range) => readRange(range) !== null),
  );
}

/** Each in one spelling and once: `10.1.2.3/8` is `10.0.0.0/8`, and an IPv4 network inside an IPv6 one comes out. */
export function normalizeRanges(value: AddressRanges): AddressRanges {
  const spelled = credentialKinds.map((kind) => [kind, [...new Set(readRanges(value[kind]).map(spellingOf))]]);
  return Object.fromEntries(spelled) as AddressRanges;
}

/** A network as addresses are compared with it: its first address, and how many bits of that count. */
export type ReadRange = readonly [network: Address, bits: number];

export function readRanges(ranges: readonly string[]): readonly ReadRange[] {
  return ranges.map(readRange).filter((range) => range !== null);
}

/** Whether what has these ranges may be used from there. */
export function mayBeUsedFrom(ranges: readonly string[], address: string | null): boolean {
  return ranges.length === 0 || isInRanges(readRanges(ranges), address);
}

/** An address that is not known is in none. */
export function isInRanges(ranges: readonly ReadRange[], address: string | null): boolean {
  const parsed = address === null ? null : parseAddress(address);
  return parsed !== null && ranges.some(([network, bits]) => isIn(parsed, network, bits));
}

/** How many bits of an IPv6 address say that there is an IPv4 one inside. */
const bitsAroundIpv4 = 96;

function readRange(text: string): ReadRange | null {
  const [, address = '', bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  const around = parsed instanceof ipaddr.IPv4 && address.includes(':') ? bitsAroundIpv4 : 0;
  const all = parsed instanceof ipaddr.IPv4 ? 32 : 128;
  const counted = bits === undefined ? all : Number(bits) - around;
  return counted < 0 || counted > all ? null : [firstOf(parsed, counted), counted];
}

/** The network's first address: bits that do not count are zero. */
function firstOf(address: Address, bits: number): Address {
  const bytes = address.toByteArray().map((byte, nth) => {
    const counting = Math.min(Math.max(bits - 8 * nth, 0), 8);
    return byte & (0xff << (8 - counting)) & 0xff;
  });
  return ipaddr.fromByteArray(bytes);
}

function spellingOf([network, bits]: ReadRange): string {
  const isOne = bits === 8 * network.toByteArray().length;
  return isOne ? network.toString() : `${network}/${bits}`;
}

function isIn(address: Address, network: Address, bits: number): boolean {
  return address.kind() === network.kind() && address.match(network as ipaddr.IPv4, bits);
}
