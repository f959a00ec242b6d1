import type { Stores } from '../deps.ts';
import type { Organization } from '../organization/organization.ts';
import { isWithin, permissionsOf } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import type { Invitation } from './invitation.ts';

/** An invitation with where it leads. */
export interface StandingInvitation {
  readonly invitation: Invitation;
  readonly organization: Organization;
}

/** The invitation behind a usable link, with its organization locked. Refuses `link_unknown` where it is worth nothing any more. */
export async function lockInvitation(
  stores: Pick<Stores, 'accounts' | 'invitations' | 'organizations'>,
  linkId: string,
): Promise<StandingInvitation> {
  const invitation = await stores.invitations.find(linkId);
  if (invitation === null) throw new Refusal('link_unknown');
  const organization = await stores.organizations.lock(invitation.organizationId);
  if (organization === null || !(await stands(stores, invitation))) throw new Refusal('link_unknown');
  return { invitation, organization };
}

/** Whether its maker could still make it: whoever lost a role, or was locked out, has left no way in behind. */
export async function stands(
  { accounts, organizations }: Pick<Stores, 'accounts' | 'organizations'>,
  { byAccountId, organizationId, role }: Invitation,
): Promise<boolean> {
  if (byAccountId === null) return true;
  const maker = await organizations.membership(byAccountId, organizationId);
  const account = await accounts.find(byAccountId);
  return (
    maker !== null &&
    maker.lockedOutAt === null &&
    account?.disabledAt === null &&
    permissionsOf(maker.role).includes('pf.users.invite') &&
    isWithin(role, maker.role)
  );
}
