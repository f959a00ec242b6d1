import type { Owner } from '../actor.ts';
import type { SessionRecord } from '../credential/store.ts';
import type { Deps } from '../deps.ts';
import type { Hold } from '../hold/hold.ts';
import type { Policy } from '../policy/policy.ts';
import type { Device } from './device.ts';
import { trustedUntil } from './trust.ts';
import type { Trust } from './trust-store.ts';

/** A device and what it holds. */
export interface HoldingDevice {
  readonly device: Device;
  /** Live and held ones, last used first. Empty on a device that is signed out, yet would be recognized. */
  readonly sessions: readonly SessionRecord[];
  /** `null` where nothing is held. */
  readonly lastUsedAt: number | null;
  /** Until when it goes without the second factor where the asking session stands; `null` where it is asked. */
  readonly trustedUntil: number | null;
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
    organizations,
    trusts,
  }: Pick<Deps, 'accounts' | 'clock' | 'credentials' | 'devices' | 'holds' | 'organizations' | 'trusts'>,
  { accountId, organizationId }: Pick<Owner, 'accountId' | 'organizationId'>,
): Promise<Inventory> {
  const asOf = clock.now();
  const [account, sessions, known, open, policy, trusted] = await Promise.all([
    accounts.find(accountId),
    credentials.listLiveSessions(accountId, asOf, mostSessions),
    devices.listOf(accountId),
    holds.listOpen(accountId, asOf),
    organizations.policy(organizationId),
    trusts.listOf(accountId),
  ]);
  const here = trusted.filter((trust) => trust.organizationId === organizationId);
  const holding = holdingOf({ devices: known, sessions, trusts: here }, policy, asOf);
  return { devices: holding, holds: open, lastLookedAt: account?.lastLookedAt ?? null, asOf };
}

/** What is known of an account in one look. */
interface Known {
  readonly devices: readonly Device[];
  readonly sessions: readonly SessionRecord[];
  /** In one organization, of which the policy is. */
  readonly trusts: readonly Trust[];
}

/** Each device with what it holds of these, last used first. */
export function holdingOf({ devices, sessions, trusts }: Known, policy: Policy, asOf: number): HoldingDevice[] {
  const sessionsByDevice = Map.groupBy(sessions, ({ deviceId }) => deviceId);
  const holding = devices.map((device): HoldingDevice => {
    const held = sessionsByDevice.get(device.id) ?? [];
    const lastUsedAt = held.length === 0 ? null : Math.max(...held.map((session) => session.lastUsedAt));
    const trust = trusts.find(({ deviceId }) => deviceId === device.id);
    return {
      device,
      sessions: held,
      lastUsedAt,
      trustedUntil: trust === undefined ? null : trustedUntil(trust, policy, asOf),
    };
  });
  return holding.sort((one, other) => lastSeenAt(other) - lastSeenAt(one));
}

function lastSeenAt({ device, lastUsedAt }: HoldingDevice): number {
  return lastUsedAt ?? device.lastSignInAt;
}
