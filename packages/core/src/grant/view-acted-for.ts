import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { heldBy, type ViewedMember } from '../organization/view-member.ts';
import { Refusal } from '../refusal.ts';
import { mayActFor } from './may-act-for.ts';

/**
 * Somebody on whose behalf the owner may act, with what they hold in the organization where the owner's session stands. Places are left
 * out. Refuses `not_found` without a grant, like for nobody.
 */
export async function viewActedFor(
  deps: Pick<Deps, 'clock' | 'credentials' | 'devices' | 'grants' | 'organizations'>,
  owner: Owner,
  accountId: string,
): Promise<ViewedMember> {
  if (!(await mayActFor(deps, owner, accountId))) throw new Refusal('not_found');
  const member = await deps.organizations.findMember(accountId, owner.organizationId);
  if (member === null) throw new Refusal('not_found');
  return { member, access: { ...(await heldBy(deps, accountId, owner.organizationId)), showsPlaces: false } };
}
