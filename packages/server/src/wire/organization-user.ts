import type { OrganizationUser } from '@rollcall/api';
import { isWithin, type Member, type Role } from '@rollcall/core';
import { toLoginName } from './me.ts';
import type { Names } from './names.ts';

/** Who asks, and how names are resolved. */
export interface UserView {
  /** `null`: the operator. */
  readonly accountId: string | null;
  readonly role: Role;
  readonly names: Names;
}

export async function toOrganizationUser(
  { account, membership, loginNames, serviceId, secondFactors, lastSeenAt }: Member,
  { accountId, role, names }: UserView,
): Promise<OrganizationUser> {
  return {
    id: account.id,
    displayName: account.displayName,
    loginNames: loginNames.map(toLoginName),
    role: membership.role,
    joinedAt: membership.joinedAt,
    lastSeenAt,
    secondFactors: [...secondFactors],
    lockedOutAt: membership.lockedOutAt,
    disabledAt: account.disabledAt,
    serviceName: await names.account(serviceId),
    isMe: account.id === accountId,
    isWithinReach: isWithin(membership.role, role),
  };
}
