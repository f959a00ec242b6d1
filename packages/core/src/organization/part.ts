import type { Ending } from '../credential/credential.ts';
import type { EndingStores } from '../credential/ends.ts';
import type { Deps, Stores } from '../deps.ts';
import { type EndedHeld, endHeld } from './end-held.ts';
import type { Membership } from './organization.ts';

/** Takes somebody out of an organization, and ends what they hold in it. Lock the account and the organization first. */
export async function part(
  stores: EndingStores & Pick<Stores, 'grants' | 'lockOuts' | 'organizations' | 'trusts'>,
  deps: Pick<Deps, 'post'>,
  membership: Membership,
  ending: Ending,
): Promise<EndedHeld> {
  await stores.organizations.removeMember(membership.accountId, membership.organizationId);
  return endHeld(stores, deps, membership, ending);
}
