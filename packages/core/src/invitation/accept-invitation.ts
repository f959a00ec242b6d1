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
 * become a login name: accounts are never linked by e-mail. Refuses the link's codes (`link_unknown` too where it is older than the
 * last ending of what the account held there: who was removed comes back by a new one), `already_member`, `sign_in_elsewhere`,
 * `not_found` where the session has ended meanwhile, and `too_many_organizations`; then the link stays usable.
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
    const endedAt = await stores.organizations.proofWantedAfter(accountId, organizationId);
    if (endedAt !== null && invitation.createdAt <= endedAt) throw new Refusal('link_unknown');
    await useLink(stores, link, now);
    const invitedAs = invitation.email;
    await stores.organizations.addMember({ accountId, organizationId, role, joinedAt: now, invitedAs });
    await note(stores, deps, { event: 'member.joined', accountId, organizationId, by: owner, details: { role } });
    return organization;
  });
}
