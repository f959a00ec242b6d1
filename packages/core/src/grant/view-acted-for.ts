import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { type HoldingDevice, holdingOf } from '../device/list-inventory.ts';
import { sessionsThere } from '../organization/view-member.ts';
import { Refusal } from '../refusal.ts';
import { standingGrant } from './standing-grant.ts';

/** Somebody on whose behalf the owner may act, with what they hold in one organization. */
export interface ActedFor {
  readonly accountId: string;
  readonly displayName: string;
  /** When the grant ends by itself; `null`: it does not. */
  readonly expiresAt: number | null;
  /** Those that hold something there, or are trusted there. Nothing of their other lives. */
  readonly devices: readonly HoldingDevice[];
  readonly asOf: number;
}

/** Whom the owner acts for, in the organization where the owner's session stands. Refuses `not_found` without a grant, like for nobody. */
export async function viewActedFor(
  deps: Pick<Deps, 'accounts' | 'clock' | 'credentials' | 'devices' | 'grants' | 'organizations' | 'trusts'>,
  owner: Owner,
  accountId: string,
): Promise<ActedFor> {
  const { organizationId } = owner;
  const { expiresAt } = await standingGrant(deps, owner, accountId);
  const asOf = deps.clock.now();
  const [account, known, sessions, trusted, policy] = await Promise.all([
    deps.accounts.find(accountId),
    deps.devices.listOf(accountId),
    sessionsThere(deps, accountId, organizationId),
    deps.trusts.listOf(accountId),
    deps.organizations.policy(organizationId),
  ]);
  if (account === null) throw new Refusal('not_found');
  const trusts = trusted.filter((trust) => trust.organizationId === organizationId);
  const devices = holdingOf({ devices: known, sessions, trusts }, policy, asOf).filter(
    (device) => device.sessions.length > 0 || device.trustedUntil !== null,
  );
  return { accountId, displayName: account.displayName, expiresAt, devices, asOf };
}
