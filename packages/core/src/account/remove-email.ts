import { hasFreshProof, type Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { normalizeLogin } from './login-names.ts';
import { notify } from './notify.ts';

/** Takes an e-mail address from the account and tells it, too. Refuses `reauthentication_required` and `not_found`. */
export async function removeEmail(
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post' | 'transaction'>,
  owner: Owner,
  email: string,
): Promise<void> {
  const { accountId } = owner;
  const at = deps.clock.now();
  if (!hasFreshProof(owner, at)) throw new Refusal('reauthentication_required');
  const normalized = normalizeLogin(email);
  await deps.transaction(async (stores) => {
    const account = await stores.accounts.lock(accountId);
    const name = await stores.accounts.findLoginName(normalized);
    if (account === null || name?.accountId !== accountId || name.kind !== 'email') throw new Refusal('not_found');
    const { displayName } = account;
    await notify(stores, deps, account, { kind: 'email_removed', displayName, email: name.text, at });
    await stores.accounts.removeLoginName(normalized, accountId);
    await stores.links.retire('password_reset', accountId, at);
    await note(stores, deps, { event: 'login_name.removed', accountId, by: owner });
  });
}
