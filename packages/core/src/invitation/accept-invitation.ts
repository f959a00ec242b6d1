import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { findUsableLink, useLink } from '../link/find-link.ts';
import { note } from '../log/note.ts';
import { lockForJoining } from '../organization/create-organization.ts';
import type { Organization } from '../organization/organization.ts';
import { Refusal } from '../refusal.ts';
import { ownerNow } from '../sign-in/fresh-proof.ts';
import { lockInvitation } from './lock-invitation.ts';

/**
 * Comes into an organization with the account that one is signed in with. The address that the invitation was mailed to does not
 * become a login name: accounts are never linked by e-mail. Refuses the link's codes, `already_member`, `not_found` (the session has ended meanwhile), `sign_in_elsewhere` and
 * `too_many_organizations`; then the link stays usable.
 */
export async function acceptInvitation(
  deps: Pick<Deps, 'chance' | 'clock' | 'links' | 'throttle' | 'transaction'>,
  owner: Owner,
  secret: string,
): Promise<Organization> {
  const link = await findUsableLink(deps, secret, 'invitation', owner.address);
  const { accountId } = owner;
  const now = deps.clock.now();
  return deps.transaction(async (stores) => {
    await lockForJoining(stores, accountId);
    // It may have waited for an ending of this very session.
    await ownerNow(stores, deps, owner);
    const { invitation, organization } = await lockInvitation(stores, link.id);
    const { organizationId, role } = invitation;
    if ((await stores.organizations.membership(accountId, organizationId)) !== null) {
      throw new Refusal('already_member');
    }
    await useLink(stores, link, now);
    await stores.organizations.addMember({ accountId, organizationId, role, joinedAt: now });
    await note(stores, deps, { event: 'member.joined', accountId, organizationId, by: owner, details: { role } });
    return organization;
  });
}
