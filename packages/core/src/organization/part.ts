import type { Ending } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import type { Noted } from '../log/note.ts';
import { type EndedHeld, endHeld } from './end-held.ts';
import type { Membership } from './organization.ts';

/** Takes somebody out of an organization, and ends what they hold in it. Lock the account and the organization first. */
export async function part(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  membership: Membership,
  by: Noted['by'],
  ending: Ending,
): Promise<EndedHeld> {
  const { accountId, organizationId } = membership;
  await stores.lockOuts.cancel(accountId, organizationId);
  const held = await endHeld(stores, deps, membership, by, ending);
  // Not before: it tells to which address they were asked to come.
  await stores.organizations.removeMember(accountId, organizationId);
  return held;
}
