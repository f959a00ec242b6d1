import type { OrganizationPermission, OrganizationUser } from '@rollcall/client';
import { useMe } from '@rollcall/client/react';

/** Whether one may do that to this person: with the permission, and within one's own rights. The server decides in any case. */
export function useMayOn({
  isWithinReach,
}: Pick<OrganizationUser, 'isWithinReach'>): (permission: OrganizationPermission) => boolean {
  const permissions = useMe().data?.permissions ?? [];
  return (permission) => isWithinReach && permissions.includes(permission);
}
