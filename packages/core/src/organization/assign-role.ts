import type { Keeper } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { withdrawBeyond } from '../invitation/withdraw-beyond.ts';
import { note } from '../log/note.ts';
import { isWithin, type Role } from '../permission/permissions.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { lockMember, requireOtherOwner, requireReach } from './keeper.ts';

/**
 * Gives a member another role. It counts on their next request. Refuses `reauthentication_required`, `not_found`,
 * `beyond_own_rights` where either role permits more than the keeper's, and `last_owner`.
 */
export async function assignRole(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  keeper: Keeper,
  accountId: string,
  role: Role,
): Promise<void> {
  requireFreshProof(keeper, deps.clock.now());
  await deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper, [accountId]);
    const member = await lockMember(stores, keeper, 'pf.users.assign_role', accountId);
    if (member.role === role) return;
    await requireReach(stores, keeper, 'pf.users.assign_role', [role]);
    await requireOtherOwner(stores, member);
    const { organizationId } = member;
    await stores.organizations.setRole({ accountId, organizationId, role });
    await withdrawBeyond(stores, deps, member, role, keeper);
    // Who may act for whom was right for the role that was: with a lesser one its holder would keep power over the greater.
    await stores.grants.endAllOf(accountId, organizationId, deps.clock.now());
    // A plan about a lesser role was within the rights of whoever made it.
    if (!isWithin(role, member.role)) await stores.lockOuts.cancel(accountId, organizationId);
    const details = { from: member.role, to: role };
    await note(stores, deps, { event: 'member.role_changed', accountId, organizationId, by: keeper, details });
  });
}
