import type { Stores } from '../deps.ts';
import type { Organization } from '../organization/organization.ts';
import { Refusal } from '../refusal.ts';
import type { Invitation } from './invitation.ts';

/** An invitation with where it leads. */
export interface LockedInvitation {
  readonly invitation: Invitation;
  readonly organization: Organization;
}

/**
 * The invitation behind a link, with its organization locked: whoever loses a role at this moment takes it back before, or finds it
 * accepted. Refuses `link_unknown`.
 */
export async function lockInvitation(
  stores: Pick<Stores, 'invitations' | 'organizations'>,
  linkId: string,
): Promise<LockedInvitation> {
  const invitation = await stores.invitations.find(linkId);
  const organization = invitation === null ? null : await stores.organizations.lock(invitation.organizationId);
  if (invitation === null || organization === null) throw new Refusal('link_unknown');
  return { invitation, organization };
}
