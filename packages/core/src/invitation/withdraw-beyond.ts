import type { Deps, Stores } from '../deps.ts';
import type { Noted } from '../log/note.ts';
import type { Membership } from '../organization/organization.ts';
import { isWithin, permissionsOf, type Role } from '../permission/permissions.ts';
import { takeAllBack } from './take-back.ts';

/**
 * Withdraws what a member's invitations offer beyond the role that they have from now on; `null`, all of them. Whoever loses a role
 * leaves no way in behind, and getting it back brings none back. Lock the organization first.
 */
export async function withdrawBeyond(
  stores: Pick<Stores, 'invitations' | 'links' | 'log'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  { accountId, organizationId }: Pick<Membership, 'accountId' | 'organizationId'>,
  role: Role | null,
  by: Noted['by'],
): Promise<void> {
  const mayInvite = role !== null && permissionsOf(role).includes('pf.users.invite');
  const made = await stores.invitations.waitingBy(accountId, organizationId, deps.clock.now());
  const beyond = made.filter((invitation) => !mayInvite || !isWithin(invitation.role, role));
  await takeAllBack(stores, deps, beyond, by);
}
