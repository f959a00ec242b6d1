import type { Owner } from '../actor.ts';
import { rotate } from '../credential/rotate.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { checkPassword, ownProofKeys } from './check-password.ts';

/**
 * Proves again who one is: the session gets a new token, and the sudo window opens. Refuses `wrong_credentials` and `throttled`.
 */
export async function reauthenticate(
  deps: Pick<
    Deps,
    'accounts' | 'chance' | 'clock' | 'confirmation' | 'log' | 'passwords' | 'post' | 'throttle' | 'transaction'
  >,
  owner: Owner,
  password: string,
): Promise<{ readonly token: string }> {
  const { accountId, credentialId, deviceId } = owner;
  const account = await deps.accounts.findForProof(accountId);
  const keys = ownProofKeys(accountId, deviceId, owner.address);
  if (!(await checkPassword(deps, account, password, keys)) || account === null) {
    await note(deps, deps, { event: 'reauthentication.failed', accountId, by: owner, credentialId, deviceId });
    throw new Refusal('wrong_credentials');
  }
  const rotated = await deps.transaction(async (stores) => {
    const locked = await stores.accounts.lock(accountId);
    if (locked?.passwordHash !== account.passwordHash) throw new Refusal('wrong_credentials');
    const rotated = await rotate(stores, deps, { id: credentialId, accountId }, 1);
    await note(stores, deps, { event: 'reauthentication.succeeded', accountId, by: owner, credentialId, deviceId });
    return rotated;
  });
  await deps.confirmation.confirmed(rotated.epoch);
  return { token: rotated.token };
}
