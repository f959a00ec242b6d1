import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { permissionsOf } from '../permission/permissions.ts';

/** Whether addresses and places of others may be told to them, where their session stands. */
export async function maySeePlaces(
  { organizations }: Pick<Deps, 'organizations'>,
  { accountId, organizationId }: Pick<Owner, 'accountId' | 'organizationId'>,
): Promise<boolean> {
  const membership = await organizations.membership(accountId, organizationId);
  return membership !== null && permissionsOf(membership.role).includes('platform.places.view');
}
