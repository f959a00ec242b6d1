import type { Deps, Stores } from '../deps.ts';
import { normalizeLogin } from './login-names.ts';

/**
 * Makes an address that a mailed link proved a login name of the account. True where it is theirs now; false where it is
 * another's: accounts are never linked by e-mail.
 */
export async function proveEmail(
  { accounts }: Pick<Stores, 'accounts'>,
  { clock }: Pick<Deps, 'clock'>,
  accountId: string,
  email: string,
): Promise<boolean> {
  const normalized = normalizeLogin(email);
  const known = await accounts.findLoginName(normalized);
  if (known !== null) return known.accountId === accountId;
  const now = clock.now();
  return accounts.addLoginName({ normalized, text: email, accountId, kind: 'email', createdAt: now, verifiedAt: now });
}
