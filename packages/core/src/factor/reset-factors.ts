import { findByLogin } from '../account/find-by-login.ts';
import { notify } from '../account/notify.ts';
import type { Operator, Owner } from '../actor.ts';
import type { EndReason } from '../credential/credential.ts';
import { end } from '../credential/end.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { settleChange } from './settle-change.ts';

type ResetDeps = Pick<Deps, 'canMail' | 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>;

/** What becomes of the account's sessions. */
export type AfterReset = 'sign_out' | 'keep';

/**
 * The way back for somebody who has lost every second factor: the operator takes them all away, and the password alone signs in.
 * Refuses `not_found`.
 */
export async function resetFactorsByOperator(
  deps: ResetDeps & Pick<Deps, 'accounts'>,
  operator: Operator,
  login: string,
  sessions: AfterReset,
): Promise<Outcome> {
  const { id: accountId } = await findByLogin(deps, login);
  return reset(deps, accountId, sessions, 'revoked_by_operator', async () => operator);
}

/** `allow` says, in the transaction that locked the account, who does it; it throws for whoever may not. */
async function reset(
  deps: ResetDeps,
  accountId: string,
  sessions: AfterReset,
  reason: EndReason,
  allow: (stores: Stores) => Promise<Operator | Owner>,
): Promise<Outcome> {
  const { count, epoch } = await deps.transaction(async (stores) => {
    const account = await stores.accounts.lock(accountId);
    if (account === null) throw new Refusal('not_found');
    const by = await allow(stores);
    const at = deps.clock.now();
    const removed = await stores.factors.removeAll(accountId);
    const ends =
      sessions === 'keep'
        ? null
        : await end(stores, deps, { accountId, kinds: ['session'] }, { reason, at, by: endedBy(by) });
    const details = { factors: removed, sessions, ended: ends?.count ?? 0 };
    await note(stores, deps, { event: 'factor.reset', accountId, by, details });
    await notify(stores, deps, account, { kind: 'factors_reset', displayName: account.displayName, at });
    return { count: ends?.count ?? 0, epoch: await settleChange(stores, deps, accountId, null) };
  });
  return { outcome: 'ended', count, hold: null, receipt: await deps.confirmation.confirmed(epoch) };
}

/** On which device an administrator sits is nobody's business. */
function endedBy(by: Operator | Owner) {
  return { accountId: by.kind === 'account' ? by.accountId : null, deviceId: null };
}
