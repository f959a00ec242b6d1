import type { Visitor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { normalizeLogin } from './login-names.ts';
import { mailResetLink } from './mail-reset-link.ts';

/**
 * Mails a link that sets a new password, if the name is known, has a verified address and is not disabled; the answer never says so.
 * Refuses only `throttled`, counted alike for unknown names.
 */
export async function requestPasswordReset(
  deps: Pick<Deps, 'accounts' | 'canMail' | 'chance' | 'clock' | 'post' | 'publicOrigin' | 'throttle' | 'transaction'>,
  visitor: Visitor,
  login: string,
): Promise<void> {
  const normalized = normalizeLogin(login);
  await deps.throttle.attempt([
    { rule: 'mail', key: `name:${normalized}` },
    ...(visitor.address === null ? [] : [{ rule: 'mail' as const, key: visitor.address }]),
  ]);
  if (!deps.canMail) return;
  const account = await deps.accounts.findForSignIn(normalized);
  if (account === null || account.disabledAt !== null) return;
  const { id: accountId } = account;
  await deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    const emails = (await stores.accounts.loginNames(accountId)).filter(({ kind }) => kind === 'email');
    const email = emails.find((name) => name.normalized === normalized) ?? emails[0];
    if (email === undefined) return;
    const by = { kind: 'anonymous', address: visitor.address } as const;
    await mailResetLink(stores, deps, account, email.text, by, { kind: 'password_reset' });
  });
}
