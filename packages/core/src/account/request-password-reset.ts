import type { Visitor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { makeLink } from '../link/make-link.ts';
import { note } from '../log/note.ts';
import { normalizeLogin } from './login-names.ts';

/**
 * Mails a link beside those that wait already (asking again must not kill a link that its owner is about to open) that sets a new password, if the name is known, has a verified address and is not disabled; the answer never
 * says so. Refuses only `throttled`, counted alike for unknown names.
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
  const { id: accountId, displayName, locale } = account;
  await deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    const emails = (await stores.accounts.loginNames(accountId)).filter(({ kind }) => kind === 'email');
    const email = emails.find((name) => name.normalized === normalized) ?? emails[0];
    if (email === undefined) return;
    const link = await makeLink(stores, deps, { purpose: 'password_reset', accountId, email: email.text });
    const by = { kind: 'anonymous', address: visitor.address } as const;
    await note(stores, deps, { event: 'password.reset_link_made', accountId, by });
    await deps.post(stores.outbox, 'mail', {
      to: email.text,
      locale,
      message: { kind: 'password_reset', displayName, ...link },
    });
  });
}
