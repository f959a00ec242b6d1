import type { Operator } from '../actor.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps } from '../deps.ts';
import { disable, enable } from './disable.ts';
import { findByLogin } from './find-by-login.ts';

type AccountDeps = Pick<Deps, 'accounts' | 'chance' | 'clock' | 'transaction'>;

/**
 * The operator refuses an account's sign-in and ends everything that it holds in every organization, grants included. Whether it is
 * an organization's last owner is not asked: who has to be shut out is. Refuses `not_found`.
 */
export async function disableAccount(
  deps: AccountDeps & Pick<Deps, 'confirmation' | 'post'>,
  operator: Operator,
  login: string,
): Promise<Outcome> {
  const { id } = await findByLogin(deps, login);
  const by = { noted: operator, endedBy: { accountId: null, deviceId: null } };
  const { count, epoch } = await deps.transaction((stores) => disable(stores, deps, id, by));
  return { outcome: 'ended', count, hold: null, receipt: await deps.confirmation.confirmed(epoch) };
}

/** Lets the account sign in again; what was ended stays ended. Refuses `not_found`. */
export async function enableAccount(deps: AccountDeps, operator: Operator, login: string): Promise<void> {
  const { id } = await findByLogin(deps, login);
  await deps.transaction((stores) => enable(stores, deps, id, operator));
}
