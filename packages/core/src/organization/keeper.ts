import type { Operator, Owner } from '../actor.ts';
import type { EndedBy } from '../credential/credential.ts';
import type { Stores } from '../deps.ts';
import { isWithin, type Permission, permissionsOf, type Role } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import type { Membership } from './organization.ts';

/** Whoever looks after an organization: a member with a role; or whom no role bounds: the operator, and the system when a plan falls due. */
export type Keeper = Owner | ((Operator | Planner) & Pick<Owner, 'organizationId'>);

interface Planner {
  readonly kind: 'system';
  /** Who planned it; `null`: the operator. */
  readonly forAccountId: string | null;
}

/** Refuses `beyond_own_rights` for oneself. */
export function requireOther(keeper: Keeper, accountId: string): void {
  if (keeper.kind === 'account' && keeper.accountId === accountId) throw new Refusal('beyond_own_rights');
}

/**
 * Refuses `beyond_own_rights` unless the keeper has that permission now, and these roles permit nothing beyond it: the request
 * may have begun before a role was lost.
 */
export async function requireReach(
  { organizations }: Pick<Stores, 'organizations'>,
  keeper: Keeper,
  permission: Permission,
  roles: readonly Role[],
): Promise<void> {
  if (keeper.kind !== 'account') return;
  const own = await organizations.membership(keeper.accountId, keeper.organizationId);
  const reaches =
    own !== null &&
    own.lockedOutAt === null &&
    permissionsOf(own.role).includes(permission) &&
    roles.every((role) => isWithin(role, own.role));
  if (!reaches) throw new Refusal('beyond_own_rights');
}

/**
 * The member that an act is about, with the account and then the organization locked, in this order. Whoever stands in another
 * organization is not found, like nobody. Refuses `not_found` and `beyond_own_rights`.
 */
export async function lockMember(
  stores: Pick<Stores, 'accounts' | 'organizations'>,
  keeper: Keeper,
  permission: Permission,
  accountId: string,
): Promise<Membership> {
  await stores.accounts.lock(accountId);
  await stores.organizations.lock(keeper.organizationId);
  const member = await stores.organizations.membership(accountId, keeper.organizationId);
  if (member === null) throw new Refusal('not_found');
  await requireReach(stores, keeper, permission, [member.role]);
  return member;
}

/** Refuses `last_owner` where the organization would be left without an owner who can sign in. Lock it first. */
export async function requireOtherOwner(
  { organizations }: Pick<Stores, 'organizations'>,
  { accountId, organizationId, role }: Membership,
): Promise<void> {
  if (role !== 'owner') return;
  if ((await organizations.countOtherOwners(organizationId, accountId)) === 0) throw new Refusal('last_owner');
}

/** Who ended what belongs to somebody else. On which device they sat is nobody's business. */
export function endedBy(keeper: Keeper): EndedBy {
  if (keeper.kind === 'operator') return { accountId: null, deviceId: null };
  return { accountId: keeper.kind === 'account' ? keeper.accountId : keeper.forAccountId, deviceId: null };
}
