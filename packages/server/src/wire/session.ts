import type { HostSession, Session, Ending as WireEnding } from '@rollcall/api';
import { type ChildSession, type Ending, expiresAt, idlesAt, type SessionRecord, shownState } from '@rollcall/core';
import { toClient } from './client.ts';
import type { Names } from './names.ts';
import type { PlaceOf } from './place.ts';

/** What a session's mapper needs beside the row. */
export interface SessionView {
  readonly now: number;
  /** The session that asks; `null` where none does. */
  readonly currentId: string | null;
  readonly placeOf: PlaceOf;
  readonly names: Names;
  /** By their parents' ids. */
  readonly children: ReadonlyMap<string, readonly ChildSession[]>;
}

/** Addresses and places of others are told only where they were asked for and may be seen. */
export async function toSession(
  record: SessionRecord,
  view: SessionView,
  places: 'shown' | 'left_out' = 'shown',
): Promise<Session> {
  const { state, ending } = shownState(record, view.now);
  const shown = (address: string | null) => (places === 'shown' ? address : null);
  return {
    id: record.id,
    kind: record.kind,
    deviceId: record.deviceId,
    organization: { id: record.organizationId, name: (await view.names.organization(record.organizationId)) ?? '' },
    isCurrent: record.id === view.currentId,
    state,
    signedInAt: record.issuedAt,
    method: record.method,
    serviceName: await view.names.account(record.serviceId),
    assurance: record.assurance,
    keepSignedIn: record.lifetime === 'remembered',
    lastUsedAt: record.lastUsedAt,
    idlesAt: finite(idlesAt(record)),
    expiresAt: finite(expiresAt(record)),
    heldUntil: state === 'held' ? record.heldUntil : null,
    holdId: state === 'held' ? record.holdId : null,
    firstAddress: shown(record.firstAddress),
    firstPlace: view.placeOf(shown(record.firstAddress)),
    lastAddress: shown(record.lastAddress),
    lastPlace: view.placeOf(shown(record.lastAddress)),
    client: toClient(record.client),
    alsoAt: (view.children.get(record.id) ?? []).map(toHostSession),
    ending: ending === null ? null : await toEnding(ending, view.names),
  };
}

function toHostSession({ host, since, lastUsedAt }: ChildSession): HostSession {
  return { host, since, lastUsedAt };
}

export async function toEnding({ reason, at, by }: Ending, names: Names): Promise<WireEnding> {
  return {
    reason,
    at,
    byDevice: await names.device(by.deviceId, by.accountId),
    byAccountName: await names.account(by.accountId),
  };
}

/** JSON has no infinity: no limit is `null`. */
export function finite(time: number): number | null {
  return Number.isFinite(time) ? time : null;
}
