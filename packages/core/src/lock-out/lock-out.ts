import type { Keeper } from '../actor.ts';
import type { Ending } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import type { LogEntry } from '../log/log.ts';
import { type Noted, note } from '../log/note.ts';
import { type EndedHeld, endHeld } from '../organization/end-held.ts';
import { endedBy, lockMember, requireOther, requireOtherOwner } from '../organization/keeper.ts';
import type { Membership } from '../organization/organization.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import type { Receipt } from '../verifying/store.ts';

/** What locking somebody out came to. By the time it is answered, no later verify accepts what they held. */
export interface LockedOut {
  readonly at: number;
  /** Sessions and whatever else they held in this organization. */
  readonly count: number;
  /** What they might do on others' behalf, and others on theirs. */
  readonly grants: number;
  readonly receipt: Receipt;
}

type LockOutDeps = Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>;

/**
 * Locks a member out of the organization: their sign-in is refused first, and then everything ends that they hold in it, grants on
 * others included. Their other lives go on. Refuses `reauthentication_required`, `not_found`, `beyond_own_rights` (and oneself: one
 * leaves), and `last_owner`.
 */
export async function lockOut(deps: LockOutDeps, keeper: Keeper, accountId: string): Promise<LockedOut> {
  requireFreshProof(keeper, deps.clock.now());
  const { at, count, epoch, grants } = await deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper, [accountId]);
    return lockOutNow(stores, deps, keeper, accountId);
  });
  return { at, count, grants, receipt: await deps.confirmation.confirmed(epoch) };
}

/** The same inside a transaction; where it was planned, with who did that and when. */
export async function lockOutNow(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  keeper: Keeper,
  accountId: string,
  planned: LogEntry['details'] = {},
): Promise<EndedHeld & Pick<LockedOut, 'at'>> {
  const member = await lockMember(stores, keeper, 'pf.users.lock_out', accountId);
  requireOther(keeper, accountId);
  await requireOtherOwner(stores, member);
  await stores.lockOuts.cancel(accountId, keeper.organizationId);
  const at = deps.clock.now();
  const ending: Ending = { reason: 'locked_out', at, by: endedBy(keeper) };
  return { at, ...(await bar(stores, deps, member, keeper, ending, planned)) };
}

/**
 * Bars a member from the organization, whoever is to be noted for it, and ends what they hold in it. Who is barred already is so by
 * this from now on: enabling an account lets in whom disabling alone had shut out. Lock the account and the organization first.
 */
export async function bar(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  member: Membership,
  by: Noted['by'],
  ending: Ending,
  planned: LogEntry['details'] = {},
): Promise<EndedHeld> {
  const { accountId, organizationId } = member;
  const lockedOutBy = ending.reason === 'account_disabled' ? 'disabling' : 'organization';
  // First: whoever signs in at this moment waits for the account's lock, and is then refused.
  await stores.organizations.setLockedOut(accountId, organizationId, { at: ending.at, by: lockedOutBy });
  const held = await endHeld(stores, deps, member, by, ending);
  const details = { count: held.count, grants: held.grants, ...planned };
  await note(stores, deps, { event: 'member.locked_out', accountId, organizationId, by, details });
  return held;
}

/** Lets a member sign in to the organization again; what was ended stays ended. Refuses as locking out does. */
export async function letIn(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  keeper: Keeper,
  accountId: string,
): Promise<void> {
  requireFreshProof(keeper, deps.clock.now());
  await deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper, [accountId]);
    const member = await lockMember(stores, keeper, 'pf.users.lock_out', accountId);
    if (member.lockedOutAt === null) return;
    const { organizationId } = member;
    await stores.organizations.setLockedOut(accountId, organizationId, null);
    await note(stores, deps, { event: 'member.let_in', accountId, organizationId, by: keeper });
  });
}
