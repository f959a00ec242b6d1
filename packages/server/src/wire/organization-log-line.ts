import type { ChainLine, OrganizationLogLine } from '@rollcall/api';
import type { LogEntry, SealedEntry } from '@rollcall/core';
import { toDetails } from './log-details.ts';
import type { Names } from './names.ts';
import type { PlaceOf } from './place.ts';

export interface OrganizationLogView {
  /** Who reads; `null`: the operator. */
  readonly readerId: string | null;
  readonly placeOf: PlaceOf;
  readonly names: Names;
}

export async function toOrganizationLogLine(
  entry: LogEntry,
  { readerId, placeOf, names }: OrganizationLogView,
): Promise<OrganizationLogLine> {
  return {
    id: entry.id,
    at: entry.at,
    event: entry.event,
    member: await named(entry.accountId, names),
    actor: {
      kind: entry.actorKind,
      account: await named(entry.actorAccountId, names),
      device: await names.device(entry.actorDeviceId, entry.actorAccountId),
      isSelf: readerId !== null && entry.actorAccountId === readerId,
    },
    device: await names.device(entry.deviceId, entry.accountId),
    address: entry.address,
    place: placeOf(entry.address),
    details: await toDetails(entry, names),
  };
}

async function named(accountId: string | null, names: Names) {
  return accountId === null ? null : { id: accountId, name: await names.account(accountId) };
}

export async function toChainLine(entry: SealedEntry, names: Names): Promise<ChainLine> {
  const { sequence, salt, commitment, digest, chainHash } = entry.seal;
  return {
    sequence,
    id: entry.id,
    at: entry.at,
    event: entry.event,
    accountId: entry.accountId,
    organizationId: entry.organizationId,
    actorKind: entry.actorKind,
    actorAccountId: entry.actorAccountId,
    actorDeviceId: entry.actorDeviceId,
    credentialId: entry.credentialId,
    deviceId: entry.deviceId,
    details: Object.fromEntries(Object.entries(entry.details)),
    address: entry.address,
    addressSalt: hex(salt),
    addressCommitment: hex(commitment),
    digest: hex(digest),
    chainHash: hex(chainHash),
    memberName: await names.account(entry.accountId),
    actorName: await names.account(entry.actorAccountId),
  };
}

function hex(bytes: Uint8Array): string;
function hex(bytes: Uint8Array | null): string | null;
function hex(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('hex');
}
