import type { OrganizationSession, Holder as WireHolder } from '@rollcall/api';
import type { HeldSession, Holder } from '@rollcall/core';
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

function toHolder({ accountId, displayName, role }: Holder): WireHolder {
  return { id: accountId, displayName, role };
}
