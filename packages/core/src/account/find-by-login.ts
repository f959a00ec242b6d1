import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './account.ts';
import { normalizeLogin } from './login-names.ts';

/** The account behind a user name or e-mail address, for the operator. Refuses `not_found`. */
export async function findByLogin({ accounts }: Pick<Deps, 'accounts'>, login: string): Promise<Account> {
  const name = await accounts.findLoginName(normalizeLogin(login));
  const account = name === null ? null : await accounts.find(name.accountId);
  if (account === null) throw new Refusal('not_found');
  return account;
}
