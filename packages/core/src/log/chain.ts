import { hash } from 'node:crypto';
import type { LogEntry } from './log.ts';

/**
 * How lines of the log are sealed. docs/security/log.md writes it down for whoever checks an export with a program of their own:
 * what is changed here must get a new number in its tag.
 */
const tags = {
  address: 'rollcall-log-address-1\n',
  line: 'rollcall-log-line-1\n',
  chain: 'rollcall-log-chain-1\n',
} as const;

/** The chain of what belongs to no organization. */
export const serverChain = '00000000-0000-0000-0000-000000000000';

export const saltBytes = 16;
const hashBytes = 32;

/** What the sealer writes to a line, once. */
export interface Seal {
  /** Its place in its chain, from 1. */
  readonly sequence: number;
  /** Erased together with the address; without it nobody can find out the address by trying all there are. */
  readonly salt: Uint8Array | null;
  /** Of the address; stays when that is erased. `null` where there never was one. */
  readonly commitment: Uint8Array | null;
  readonly digest: Uint8Array;
  /** Of this line and, through the line before it, of all before. */
  readonly chainHash: Uint8Array;
}

export interface SealedEntry extends LogEntry {
  readonly seal: Seal;
}

/** A place in a chain: everything up to it is settled by its hash. */
export interface ChainMark {
  readonly sequence: number;
  readonly chainHash: Uint8Array;
}

/** Before the first line. */
export const beginning: ChainMark = { sequence: 0, chainHash: new Uint8Array(hashBytes) };

export interface ChainHead extends ChainMark {
  readonly chainId: string;
  /** When its last line was sealed. */
  readonly sealedAt: number;
}

export function chainOf({ organizationId }: Pick<LogEntry, 'organizationId'>): string {
  return organizationId ?? serverChain;
}

/** The seal of the line that follows the mark. `salt` is used where the line has an address. */
export function sealAfter(mark: ChainMark, entry: LogEntry, salt: Uint8Array): Seal {
  const hasAddress = entry.address !== null;
  const commitment = hasAddress ? commitmentOf(salt, entry.address) : null;
  const digest = digestOf(entry, commitment);
  const sequence = mark.sequence + 1;
  return {
    sequence,
    salt: hasAddress ? salt : null,
    commitment,
    digest,
    chainHash: chainHashOf(chainOf(entry), sequence, mark.chainHash, digest),
  };
}

export function commitmentOf(salt: Uint8Array, address: string): Uint8Array {
  return hash('sha256', Buffer.concat([Buffer.from(tags.address), salt, Buffer.from(address)]), 'buffer');
}

/** Of all fields but the address, for which its commitment stands, as canonical JSON (RFC 8785). */
export function digestOf(entry: LogEntry, commitment: Uint8Array | null): Uint8Array {
  const { accountId, actorAccountId, actorDeviceId, actorKind, at, credentialId, deviceId, event, id } = entry;
  const fixed = {
    accountId,
    actorAccountId,
    actorDeviceId,
    actorKind,
    addressCommitment: commitment === null ? null : Buffer.from(commitment).toString('hex'),
    at,
    credentialId,
    details: inOrder(entry.details),
    deviceId,
    event,
    id,
    organizationId: entry.organizationId,
  };
  return hash('sha256', tags.line + JSON.stringify(fixed), 'buffer');
}

export function chainHashOf(chainId: string, sequence: number, before: Uint8Array, digest: Uint8Array): Uint8Array {
  return hash(
    'sha256',
    Buffer.concat([Buffer.from(`${tags.chain}${chainId}\n${sequence}\n`), before, digest]),
    'buffer',
  );
}

/** RFC 8785: by the UTF-16 code units of the names, which is how JavaScript compares. */
function inOrder(details: LogEntry['details']): LogEntry['details'] {
  const names = Object.keys(details);
  return names.length < 2 ? details : Object.fromEntries(names.sort().map((name) => [name, details[name] ?? '']));
}
