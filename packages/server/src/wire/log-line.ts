import type { LogLine } from '@rollcall/api';
import type { LogEntry, Owner } from '@rollcall/core';
import type { Names } from './names.ts';
import type { PlaceOf } from './place.ts';

export interface LogView {
  readonly owner: Owner;
  readonly placeOf: PlaceOf;
  readonly names: Names;
}

export async function toLogLine(entry: LogEntry, { owner, placeOf, names }: LogView): Promise<LogLine> {
  return {
    id: entry.id,
    at: entry.at,
    event: entry.event,
    actor: {
      kind: entry.actorKind,
      name: await names.account(entry.actorAccountId),
      device: await names.device(entry.actorDeviceId, entry.actorAccountId),
      isThisDevice: entry.actorDeviceId !== null && entry.actorDeviceId === owner.deviceId,
    },
    device: await names.device(entry.deviceId, entry.accountId),
    address: entry.address,
    place: placeOf(entry.address),
    details: Object.fromEntries(Object.entries(entry.details)),
  };
}
