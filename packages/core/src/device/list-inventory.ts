import type { Owner } from '../actor.ts';
import type { SessionRecord } from '../credential/store.ts';
import type { Deps } from '../deps.ts';
import type { Hold } from '../hold/hold.ts';
import type { Device } from './device.ts';

/** A device and what it holds. */
export interface HoldingDevice {
  readonly device: Device;
  /** Live and held ones, last used first. Empty on a device that is signed out, yet would be recognized. */
  readonly sessions: readonly SessionRecord[];
  /** `null` where nothing is held. */
  readonly lastUsedAt: number | null;
}

export interface Inventory {
  readonly devices: readonly HoldingDevice[];
  readonly holds: readonly Hold[];
  readonly lastLookedAt: number | null;
  readonly asOf: number;
}

/** More than anybody signs in to by hand; a bound, so that one account cannot make a page of any size. */
const mostSessions = 2_000;

/** Everything that can get into the account, by device, last used first, and the devices that would be recognized. */
export async function listInventory(
  {
    accounts,
    clock,
    credentials,
    devices,
    holds,
  }: Pick<Deps, 'accounts' | 'clock' | 'credentials' | 'devices' | 'holds'>,
  { accountId }: Pick<Owner, 'accountId'>,
): Promise<Inventory> {
  const asOf = clock.now();
  const [account, sessions, known, open] = await Promise.all([
    accounts.find(accountId),
    credentials.listLiveSessions(accountId, asOf, mostSessions),
    devices.listOf(accountId),
    holds.listOpen(accountId, asOf),
  ]);
  const sessionsByDevice = Map.groupBy(sessions, ({ deviceId }) => deviceId);
  const holding = known.map((device): HoldingDevice => {
    const held = sessionsByDevice.get(device.id) ?? [];
    const lastUsedAt = held.length === 0 ? null : Math.max(...held.map((session) => session.lastUsedAt));
    return { device, sessions: held, lastUsedAt };
  });
  holding.sort((one, other) => lastSeenAt(other) - lastSeenAt(one));
  return { devices: holding, holds: open, lastLookedAt: account?.lastLookedAt ?? null, asOf };
}

function lastSeenAt({ device, lastUsedAt }: HoldingDevice): number {
  return lastUsedAt ?? device.lastSignInAt;
}
