import type { Owner } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { requireFreshProof, requireProofNow } from '../sign-in/fresh-proof.ts';
import { normalizeLogin } from './login-names.ts';
import { notify } from './notify.ts';

/**
 * Takes an e-mail address from the account and tells it, too; one that still waits for its link waits no more. Refuses
 * `reauthentication_required` and `not_found`.
 */
export async function removeEmail(
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post' | 'transaction'>,
  owner: Owner,
  email: string,
): Promise<void> {
  const { accountId } = owner;
  const at = deps.clock.now();
  requireFreshProof(owner, at);
  const normalized = normalizeLogin(email);
  await deps.transaction(async (stores) => {
    const account = await stores.accounts.lock(accountId);
    if (account === null) throw new Refusal('not_found');
    await requireProofNow(stores, deps, owner);
    const withdrawn = await withdraw(stores, accountId, normalized, at);
    const name = await stores.accounts.findLoginName(normalized);
    if (name?.accountId !== accountId || name.kind !== 'email') {
      if (!withdrawn) throw new Refusal('not_found');
      await note(stores, deps, { event: 'email.withdrawn', accountId, by: owner });
      return;
    }
    const { displayName } = account;
    await notify(stores, deps, account, { kind: 'email_removed', displayName, email: name.text, at });
    await stores.accounts.removeLoginName(normalized, accountId);
    await stores.links.retire('password_reset', accountId, at);
    await note(stores, deps, { event: 'login_name.removed', accountId, by: owner });
  });
}

/** Ends the links that would make it a login name (again). Whether there was one. */
async function withdraw(
  { links }: Pick<Stores, 'links'>,
  accountId: string,
  normalized: string,
  at: number,
): Promise<boolean> {
  const waiting = await links.waiting('email_verification', accountId, at);
  const about = waiting.filter(({ email }) => email !== null && normalizeLogin(email) === normalized);
  const used = await Promise.all(about.map(({ id }) => links.use(id, at)));
  return used.includes(true);
}
