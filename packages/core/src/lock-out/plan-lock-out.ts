import type { Keeper } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { lockMember, requireOther, requireOtherOwner } from '../organization/keeper.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { plannedDetails } from './planned-lock-out.ts';

/** Further ahead nobody knows who leaves. */
const furthestAheadMs = 366 * 86_400_000;

type PlanDeps = Pick<Deps, 'chance' | 'clock' | 'transaction'>;

/**
 * Plans that a member is locked out at a moment to come, in the place of what was planned before. Whoever is told of their own
 * beforehand takes along what they can, and the organization's log may be theirs to read: until the plan is over it stands in the
 * server's. Refuses
 * `reauthentication_required`, `not_found`, `beyond_own_rights`, `last_owner`, and `moment_invalid` for what is past or more than a
 * year ahead.
 */
export async function planLockOut(deps: PlanDeps, keeper: Keeper, accountId: string, dueAt: number): Promise<void> {
  const now = deps.clock.now();
  requireFreshProof(keeper, now);
  if (dueAt <= now || dueAt > now + furthestAheadMs) throw new Refusal('moment_invalid', { field: 'at' });
  await deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper, [accountId]);
    const member = await lockMember(stores, keeper, 'pf.users.lock_out', accountId);
    requireOther(keeper, accountId);
    await requireOtherOwner(stores, member);
    const { organizationId } = member;
    const byAccountId = keeper.kind === 'account' ? keeper.accountId : null;
    await stores.lockOuts.plan({ organizationId, accountId, dueAt, byAccountId, createdAt: now });
    const details = { dueAt, memberId: accountId, organizationId };
    await note(stores, deps, { event: 'lock_out.planned', accountId: null, organizationId: null, by: keeper, details });
  });
}

/**
 * Takes a plan back. Refuses `reauthentication_required`, `not_found`, also where nothing was planned, and `beyond_own_rights` (and
 * oneself: of a plan of their own nobody is told).
 */
export async function cancelLockOut(deps: PlanDeps, keeper: Keeper, accountId: string): Promise<void> {
  requireFreshProof(keeper, deps.clock.now());
  await deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper, [accountId]);
    const { organizationId } = await lockMember(stores, keeper, 'pf.users.lock_out', accountId);
    requireOther(keeper, accountId);
    const planned = await stores.lockOuts.find(accountId, organizationId);
    if (planned === null) throw new Refusal('not_found');
    await stores.lockOuts.cancel(accountId, organizationId);
    const details = { dueAt: planned.dueAt, memberId: accountId, ...plannedDetails(planned) };
    await note(stores, deps, { event: 'lock_out.cancelled', accountId: null, organizationId, by: keeper, details });
  });
}
