import type { Deps, Stores } from '../deps.ts';
import type { MailMessage } from '../outbox/mail.ts';

/** Puts a notice to every e-mail address of the account into the outbox, in the transaction of what it tells (ASVS 6.3.7). */
export async function notify(
  { accounts, outbox }: Pick<Stores, 'accounts' | 'outbox'>,
  { canMail, post }: Pick<Deps, 'canMail' | 'post'>,
  account: { readonly id: string; readonly locale: string | null },
  message: MailMessage,
): Promise<void> {
  if (!canMail) return;
  for (const { kind, text } of await accounts.loginNames(account.id)) {
    if (kind === 'email') await post(outbox, 'mail', { to: text, locale: account.locale, message });
  }
}
