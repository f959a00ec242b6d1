import type { Keeper, LogReader } from '../actor.ts';
import type { EndedBy } from '../credential/credential.ts';
import type { Stores } from '../deps.ts';
import { isWithin, type Permission, permissionsOf, type Role } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import type { Membership } from './organization.ts';

/** Whose role bounds a keeper, a plan's that of whoever planned it, as it is by the time that it falls due; `null`: nobody's. */
function boundBy(keeper: Keeper): string | null {
  if (keeper.kind === 'operator') return null;
  return keeper.kind === 'account' ? keeper.accountId : keeper.forAccountId;
}

/** What bounds what they may see; whom no role bounds may as much as an owner. */
export async function roleOf({ organizations }: Pick<Stores, 'organizations'>, reader: LogReader): Promise<Role> {
  if (reader.organizationId === null) return 'owner';
  const accountId = boundBy(reader);
  if (accountId === null) return 'owner';
  return (await organizations.membership(accountId, reader.organizationId))?.role ?? 'member';
}

/** Refuses `beyond_own_rights` for oneself. */
export function requireOther(keeper: Keeper, accountId: string): void {
  if (keeper.kind === 'account' && keeper.accountId === accountId) throw new Refusal('beyond_own_rights');
}

/** Whether the keeper has that permission now, and these roles permit nothing beyond it. */
export async function reaches(
  { organizations }: Pick<Stores, 'organizations'>,
  keeper: Keeper,
  permission: Permission,
  roles: readonly Role[],
): Promise<boolean> {
  const accountId = boundBy(keeper);
  if (accountId === null) return true;
  const own = await organizations.membership(accountId, keeper.organizationId);
  return (
    own !== null &&
    own.lockedOutAt === null &&
    permissionsOf(own.role).includes(permission) &&
    roles.every((role) => isWithin(role, own.role))
  );
}

/** Refuses `beyond_own_rights` where the keeper does not reach that far: the request may have begun before a role was lost. */
export async function requireReach(...asked: Parameters<typeof reaches>): Promise<void> {
  if (!(await reaches(...asked))) throw new Refusal('beyond_own_rights');
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
  return { accountId: boundBy(keeper), deviceId: null };
}
