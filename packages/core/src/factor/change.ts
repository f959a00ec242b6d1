import type { SignInAccount } from '../account/account.ts';
import type { Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';

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
