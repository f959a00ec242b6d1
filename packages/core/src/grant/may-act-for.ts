import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';

/**
 * Whether the owner may act on behalf of that account, in the organization where their session stands. It is read anew each time: a
 * grant that ended, and a membership that ended, count on the next request.
 */
export async function mayActFor(
  { clock, grants, organizations }: Pick<Deps, 'clock' | 'grants' | 'organizations'>,
  { accountId: holderId, organizationId }: Pick<Owner, 'accountId' | 'organizationId'>,
  accountId: string,
): Promise<boolean> {
  if ((await grants.findFor(organizationId, accountId, holderId, clock.now())) === null) return false;
  const holder = await organizations.membership(holderId, organizationId);
  const member = await organizations.membership(accountId, organizationId);
  return holder !== null && holder.lockedOutAt === null && member !== null;
}
