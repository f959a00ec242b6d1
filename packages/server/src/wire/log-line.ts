import type { LogLine } from '@rollcall/api';
import type { LogEntry, Owner } from '@rollcall/core';
import { toDetails } from './log-details.ts';
import type { Names } from './names.ts';
import type { PlaceOf } from './place.ts';

export interface LogView {
  readonly owner: Owner;
  readonly placeOf: PlaceOf;
  readonly names: Names;
}

export async function toLogLine(entry: LogEntry, { owner, placeOf, names }: LogView): Promise<LogLine> {
  const byAnother = entry.actorKind === 'account' && entry.actorAccountId !== owner.accountId;
  // From where an administrator acts is their own affair: their name stands for them.
  const address = byAnother ? null : entry.address;
  return {
    id: entry.id,
    at: entry.at,
    event: entry.event,
    actor: {
      kind: entry.actorKind,
      name: await names.account(entry.actorAccountId),
      device: byAnother ? null : await names.device(entry.actorDeviceId, entry.actorAccountId),
      isThisDevice: entry.actorDeviceId !== null && entry.actorDeviceId === owner.deviceId,
    },
    device: await names.device(entry.deviceId, entry.accountId),
    organizationName: await names.organization(entry.organizationId),
    address,
    place: placeOf(address),
    details: await toDetails(entry, names),
  };
}
