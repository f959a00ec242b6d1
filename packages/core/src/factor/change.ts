import type { SignInAccount } from '../account/account.ts';
import { hasFreshProof, type Owner } from '../actor.ts';
import { whyUnusable } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';

/** Refuses `reauthentication_required`: whoever finds a session open must not make a way in of their own. */
export function requireProof({ clock }: Pick<Deps, 'clock'>, owner: Pick<Owner, 'authenticatedAt'>): void {
  if (!hasFreshProof(owner, clock.now())) throw new Refusal('reauthentication_required');
}

/**
 * Asks the same of the session as it is now, and locks it, in the transaction that locked its account: since the request began it
 * may have been ended, or its proof taken back. Returns when its holder proved who they are. Refuses `not_found` too.
 */
export async function lockProof(
  { credentials }: Pick<Stores, 'credentials'>,
  { clock }: Pick<Deps, 'clock'>,
  { credentialId }: Owner,
): Promise<number> {
  const session = await credentials.lock(credentialId);
  if (session === null || whyUnusable(session, clock.now()) !== null) throw new Refusal('not_found');
  requireProof({ clock }, session);
  return session.authenticatedAt;
}

/**
 * Locks the account whose factors change. Refuses `sign_in_elsewhere` where a service signs it in: a second door would stay open
 * that the service knows nothing of.
 */
export async function lockForChange(
  { accounts, services }: Pick<Stores, 'accounts' | 'services'>,
  accountId: string,
): Promise<SignInAccount> {
  const account = await accounts.lock(accountId);
  if (account === null || account.disabledAt !== null) throw new Refusal('not_found');
  if ((await services.findExternalOf(accountId)) !== null) throw new Refusal('sign_in_elsewhere');
  return account;
}
