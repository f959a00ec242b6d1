import type { Ending } from '../credential/credential.ts';
import { end } from '../credential/end.ts';
import type { EndingStores, Ends } from '../credential/ends.ts';
import type { Deps, Stores } from '../deps.ts';
import { withdrawAddressed } from '../invitation/withdraw-addressed.ts';
import { withdrawBeyond } from '../invitation/withdraw-beyond.ts';
import type { Noted } from '../log/note.ts';
import type { Membership } from './organization.ts';

/** What ended; the epoch is what to wait for after the commit. */
export interface EndedHeld extends Ends {
  /** Grants they held, and grants on them. */
  readonly grants: number;
}

/**
 * Ends everything that somebody holds in one organization, and nothing of their other lives: sessions, trust in their devices, what they
 * may do for others and others for them, invitations that they made, and those that wait for them. Should they ever come in again,
 * they do not by an older invitation, nor from next door without a new proof. What the organization planned about them is its own:
 * whoever does it, or takes the membership, ends that too. Lock the account and the organization first.
 */
export async function endHeld(
  stores: EndingStores &
    Pick<Stores, 'accounts' | 'grants' | 'invitations' | 'links' | 'log' | 'organizations' | 'trusts'>,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  member: Pick<Membership, 'accountId' | 'organizationId'>,
  by: Noted['by'],
  ending: Ending,
): Promise<EndedHeld> {
  const { accountId, organizationId } = member;
  await stores.organizations.wantProof(accountId, organizationId, ending.at);
  await withdrawBeyond(stores, deps, member, null, by);
  await withdrawAddressed(stores, deps, member, by);
  const grants = await stores.grants.endAllOf(accountId, organizationId, ending.at);
  for (const trust of await stores.trusts.listOf(accountId)) {
    if (trust.organizationId !== organizationId) continue;
    await stores.trusts.end({ deviceId: trust.deviceId, organizationId });
  }
  return { ...(await end(stores, deps, { member: { accountId, organizationId } }, ending)), grants };
}
