import type { Deps, Stores } from '../deps.ts';
import { type Noted, note } from '../log/note.ts';
import type { Membership } from '../organization/organization.ts';
import { isWithin, permissionsOf, type Role } from '../permission/permissions.ts';
import { takeBack } from './take-back.ts';

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
  const now = deps.clock.now();
  const mayInvite = role !== null && permissionsOf(role).includes('pf.users.invite');
  for (const invitation of await stores.invitations.waitingBy(accountId, organizationId, now)) {
    if (mayInvite && isWithin(invitation.role, role)) continue;
    await takeBack(stores, invitation.id, now);
    const details = { role: invitation.role };
    await note(stores, deps, { event: 'invitation.withdrawn', accountId: null, organizationId, by, details });
  }
}
