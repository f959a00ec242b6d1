import type { Device, Inventory as WireInventory } from '@rollcall/api';
import type { HoldingDevice, Inventory, Owner } from '@rollcall/core';
import { toClient } from './client.ts';
import { toHold } from './outcome.ts';
import { type SessionView, toSession } from './session.ts';

export async function toInventory(inventory: Inventory, owner: Owner, view: SessionView): Promise<WireInventory> {
  const lookedAt = inventory.lastLookedAt ?? 0;
  const toOwn = (holding: HoldingDevice) => {
    const isCurrent = holding.device.id === owner.deviceId;
    const isNew = !isCurrent && holding.device.firstSeenAt > lookedAt;
    return toDevice(holding, { isCurrent, isNew }, view, 'shown');
  };
  return {
    devices: await Promise.all(inventory.devices.map(toOwn)),
    holds: inventory.holds.map((hold) => toHold(hold, owner)),
    lastLookedAt: inventory.lastLookedAt,
    asOf: inventory.asOf,
  };
}

export async function toDevice(
  { device, sessions, lastUsedAt, trustedUntil }: HoldingDevice,
  { isCurrent, isNew }: Pick<Device, 'isCurrent' | 'isNew'>,
  view: SessionView,
  places: 'shown' | 'left_out',
): Promise<Device> {
  return {
    id: device.id,
    name: device.name,
    client: toClient(device.client),
    isCurrent,
    isNew,
    firstSeenAt: device.firstSeenAt,
    lastSignInAt: device.lastSignInAt,
    lastUsedAt,
    trust: trustedUntil === null ? null : { until: trustedUntil },
    sessions: await Promise.all(sessions.map((session) => toSession(session, view, places))),
  };
}
