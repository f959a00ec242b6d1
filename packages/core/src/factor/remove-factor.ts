import { notify } from '../account/notify.ts';
import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { requireFreshProof, requireProofNow } from '../sign-in/fresh-proof.ts';
import { lockForChange } from './change.ts';
import { asksForSecond } from './factor.ts';
import { settleChange } from './settle-change.ts';
import { isSecondWanted } from './wanted.ts';

/**
 * Removes a factor; with the last that could be asked for, the recovery codes go too. Refuses `reauthentication_required`,
 * `not_found`, and `factor_required` where it is the last and an organization of the account wants one.
 */
export async function removeFactor(
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  owner: Owner,
  factorId: string,
): Promise<void> {
  requireFreshProof(owner, deps.clock.now());
  const { accountId, credentialId } = owner;
  const epoch = await deps.transaction(async (stores) => {
    const account = await lockForChange(stores, accountId);
    await requireProofNow(stores, deps, owner);
    const factors = await stores.factors.listOf(accountId);
    const removed = factors.find(({ id }) => id === factorId);
    if (removed === undefined) throw new Refusal('not_found');
    const isLast = asksForSecond(factors) && !asksForSecond(factors.filter(({ id }) => id !== factorId));
    if (isLast && (await isSecondWanted(stores, accountId))) throw new Refusal('factor_required');
    await (isLast ? stores.factors.removeAll(accountId) : stores.factors.remove(factorId, accountId));
    const { kind } = removed;
    await note(stores, deps, { event: 'factor.removed', accountId, by: owner, details: { kind, isLast } });
    const { displayName } = account;
    await notify(stores, deps, account, { kind: 'factor_removed', displayName, factor: kind, at: deps.clock.now() });
    return settleChange(stores, deps, accountId, credentialId);
  });
  await deps.confirmation.confirmed(epoch);
}
