import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { ActingGrant } from './grant.ts';

/**
 * By which grant the owner acts on behalf of that account, in the organization where their session stands. It is read anew each time:
 * a grant that ended, and a membership that ended, count on the next request. Refuses `not_found` without one, like for nobody.
 */
export async function standingGrant(
  { clock, grants, organizations }: Pick<Deps, 'clock' | 'grants' | 'organizations'>,
  { accountId: holderId, organizationId }: Pick<Owner, 'accountId' | 'organizationId'>,
  accountId: string,
): Promise<ActingGrant> {
  const grant = await grants.findFor(organizationId, accountId, holderId, clock.now());
  const holder = await organizations.membership(holderId, organizationId);
  const member = await organizations.membership(accountId, organizationId);
  if (grant === null || holder === null || holder.lockedOutAt !== null || member === null) {
    throw new Refusal('not_found');
  }
  return grant;
}
