import type { Device, Inventory as WireInventory } from '@rollcall/api';
import type { HoldingDevice, Inventory, Owner } from '@rollcall/core';
import { toClient } from './client.ts';
import { toHold } from './outcome.ts';
import { type SessionView, toSession } from './session.ts';

export async function toInventory(inventory: Inventory, owner: Owner, view: SessionView): Promise<WireInventory> {
  return {
    devices: await Promise.all(inventory.devices.map((holding) => toDevice(holding, inventory, owner, view))),
    holds: inventory.holds.map((hold) => toHold(hold, owner)),
    lastLookedAt: inventory.lastLookedAt,
    asOf: inventory.asOf,
  };
}

async function toDevice(
  { device, sessions, lastUsedAt, trustedUntil }: HoldingDevice,
  { lastLookedAt }: Inventory,
  owner: Owner,
  view: SessionView,
): Promise<Device> {
  const isCurrent = device.id === owner.deviceId;
  return {
    id: device.id,
    name: device.name,
    client: toClient(device.client),
    isCurrent,
    isNew: !isCurrent && device.firstSeenAt > (lastLookedAt ?? 0),
    firstSeenAt: device.firstSeenAt,
    lastSignInAt: device.lastSignInAt,
    lastUsedAt,
    trust: trustedUntil === null ? null : { until: trustedUntil },
    sessions: await Promise.all(sessions.map((session) => toSession(session, view))),
  };
}
