import type { Ending } from '../credential/credential.ts';
import { end } from '../credential/end.ts';
import type { EndingStores, Ends } from '../credential/ends.ts';
import type { Deps, Stores } from '../deps.ts';
import type { Membership } from './organization.ts';

/** What ended; the epoch is what to wait for after the commit. */
export interface EndedHeld extends Ends {
  /** Grants they held, and grants on them. */
  readonly grants: number;
}

/**
 * Ends everything that somebody holds in one organization, and nothing of their other lives: sessions, trust in their devices, what they
 * may do for others and others for them, and what was planned about them. Lock the account and the organization first.
 */
export async function endHeld(
  stores: EndingStores & Pick<Stores, 'grants' | 'lockOuts' | 'trusts'>,
  deps: Pick<Deps, 'post'>,
  { accountId, organizationId }: Pick<Membership, 'accountId' | 'organizationId'>,
  ending: Ending,
): Promise<EndedHeld> {
  await stores.lockOuts.cancel(accountId, organizationId);
  const grants = await stores.grants.endAllOf(accountId, organizationId, ending.at);
  for (const trust of await stores.trusts.listOf(accountId)) {
    if (trust.organizationId !== organizationId) continue;
    await stores.trusts.end({ deviceId: trust.deviceId, organizationId });
  }
  return { ...(await end(stores, deps, { member: { accountId, organizationId } }, ending)), grants };
}
