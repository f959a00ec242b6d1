import type {
  OrganizationDevice,
  OrganizationSession,
  TerminationProgress,
  Holder as WireHolder,
  Terminated as WireTerminated,
  TerminatedAll as WireTerminatedAll,
} from '@rollcall/api';
import type { HeldDevice, HeldSession, Holder, Terminated, TerminatedAll, Termination } from '@rollcall/core';
import { toClient } from './client.ts';
import { toReceipt } from './outcome.ts';
import type { PlaceOf } from './place.ts';
import { type SessionView, toSession } from './session.ts';

/** Addresses and places of others are told only where they were asked for and may be seen. */
export async function toOrganizationSession(
  { session: record, holder, mayEnd }: HeldSession,
  view: SessionView,
  places: 'shown' | 'left_out',
): Promise<OrganizationSession> {
  const session = await toSession(record, view);
  const showsPlaces = places === 'shown';
  return {
    id: session.id,
    kind: session.kind,
    holder: toHolder(holder),
    deviceId: session.deviceId,
    isCurrent: session.isCurrent,
    mayEnd,
    state: session.state,
    signedInAt: session.signedInAt,
    method: session.method,
    serviceName: session.serviceName,
    assurance: session.assurance,
    keepSignedIn: session.keepSignedIn,
    lastUsedAt: session.lastUsedAt,
    idlesAt: session.idlesAt,
    expiresAt: session.expiresAt,
    lastAddress: showsPlaces ? session.lastAddress : null,
    lastPlace: showsPlaces ? session.lastPlace : null,
    client: session.client,
    ending: session.ending,
  };
}

/** Likewise; without a way to find places they are left out. */
export function toOrganizationDevice(
  { device, holder, mayEnd, sessions, lastUsedAt, lastAddress, trustedUntil }: HeldDevice,
  currentId: string | null,
  placeOf: PlaceOf | null,
): OrganizationDevice {
  return {
    id: device.id,
    holder: toHolder(holder),
    name: device.name,
    client: toClient(device.client),
    isCurrent: device.id === currentId,
    mayEnd,
    firstSeenAt: device.firstSeenAt,
    lastSignInAt: device.lastSignInAt,
    lastUsedAt,
    trustedUntil,
    sessions,
    lastAddress: placeOf === null ? null : lastAddress,
    lastPlace: placeOf === null ? null : placeOf(lastAddress),
  };
}

export function toTerminated({ count, unknown, receipt }: Terminated): WireTerminated {
  return { count, unknown: [...unknown], receipt: toReceipt(receipt) };
}

export function toTerminatedAll({ ended, receipt }: TerminatedAll): WireTerminatedAll {
  return { ended, receipt: toReceipt(receipt) };
}

export function toProgress(
  { at, members, passed, told, finishedAt }: Termination,
  byName: string | null,
): TerminationProgress['termination'] {
  return { at, byName, members, passed, told, finishedAt };
}

function toHolder({ accountId, displayName, role }: Holder): WireHolder {
  return { id: accountId, displayName, role };
}
