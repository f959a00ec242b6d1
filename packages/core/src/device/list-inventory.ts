import type { Owner } from '../actor.ts';
import type { SessionRecord } from '../credential/store.ts';
import type { Deps } from '../deps.ts';
import type { Hold } from '../hold/hold.ts';
import type { Device } from './device.ts';

/** A device and what it holds. */
export interface HoldingDevice {
  readonly device: Device;
  /** Live and held ones, last used first. Never empty. */
  readonly sessions: readonly SessionRecord[];
  readonly lastUsedAt: number;
}

export interface Inventory {
  readonly devices: readonly HoldingDevice[];
  readonly holds: readonly Hold[];
  readonly lastLookedAt: number | null;
  readonly asOf: number;
}

/** More than anybody signs in to by hand; a bound, so that one account cannot make a page of any size. */
const mostSessions = 2_000;

/** Everything that can get into the account, by device, last used first. A device that holds nothing is not in it. */
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
  const holding = known.flatMap((device): HoldingDevice[] => {
    const held = sessionsByDevice.get(device.id) ?? [];
    return held.length === 0
      ? []
      : [{ device, sessions: held, lastUsedAt: Math.max(...held.map(({ lastUsedAt }) => lastUsedAt)) }];
  });
  holding.sort((one, other) => other.lastUsedAt - one.lastUsedAt);
  return { devices: holding, holds: open, lastLookedAt: account?.lastLookedAt ?? null, asOf };
}
