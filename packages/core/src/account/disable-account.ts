import type { Operator } from '../actor.ts';
import { end } from '../credential/end.ts';
import { credentialKinds } from '../credential/kinds.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { endPending } from './end-pending.ts';
import { findByLogin } from './find-by-login.ts';

type AccountDeps = Pick<Deps, 'accounts' | 'chance' | 'clock' | 'transaction'>;

/** Refuses sign-in from now on and ends everything that the account holds in every organization, grants included. Refuses `not_found`. */
export async function disableAccount(
  deps: AccountDeps & Pick<Deps, 'confirmation' | 'post'>,
  operator: Operator,
  login: string,
): Promise<Outcome> {
  const { id: accountId } = await findByLogin(deps, login);
  const now = deps.clock.now();
  const ends = await deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    await stores.accounts.setDisabled(accountId, now);
    await endPending(stores, accountId, now);
    const grants = await stores.grants.endAllOf(accountId, null, now);
    await stores.lockOuts.cancel(accountId, null);
    const by = { accountId: null, deviceId: null };
    const ends = await end(
      stores,
      deps,
      { accountId, kinds: credentialKinds },
      { reason: 'account_disabled', at: now, by },
    );
    await note(stores, deps, {
      event: 'account.disabled',
      accountId,
      by: operator,
      details: { count: ends.count, grants },
    });
    return ends;
  });
  return { outcome: 'ended', count: ends.count, hold: null, receipt: await deps.confirmation.confirmed(ends.epoch) };
}

/** Lets the account sign in again; what was ended stays ended. Refuses `not_found`. */
export async function enableAccount(deps: AccountDeps, operator: Operator, login: string): Promise<void> {
  const { id: accountId } = await findByLogin(deps, login);
  await deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    await stores.accounts.setDisabled(accountId, null);
    await note(stores, deps, { event: 'account.enabled', accountId, by: operator });
  });
}
