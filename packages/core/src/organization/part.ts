import type { Ending } from '../credential/credential.ts';
import { end } from '../credential/end.ts';
import type { EndingStores, Ends } from '../credential/ends.ts';
import type { Deps, Stores } from '../deps.ts';
import type { Membership } from './organization.ts';

/**
 * Takes somebody out of an organization. What was issued in its context ends, and nothing of their other lives. Lock the account
 * and the organization first.
 */
export async function part(
  stores: EndingStores & Pick<Stores, 'organizations'>,
  deps: Pick<Deps, 'post'>,
  { accountId, organizationId }: Membership,
  ending: Ending,
): Promise<Ends> {
  await stores.organizations.removeMember(accountId, organizationId);
  return end(stores, deps, { member: { accountId, organizationId } }, ending);
}
