import type { Invitation as WireInvitation } from '@rollcall/api';
import { type Invitation, isWithin, type Role } from '@rollcall/core';
import type { Names } from './names.ts';

/** `by`: what whoever asks may do at most. */
export async function toInvitation(invitation: Invitation, by: Role, names: Names): Promise<WireInvitation> {
  return {
    id: invitation.id,
    email: invitation.email,
    role: invitation.role,
    byName: await names.account(invitation.byAccountId),
    createdAt: invitation.createdAt,
    expiresAt: invitation.expiresAt,
    isWithinReach: isWithin(invitation.role, by),
  };
}
