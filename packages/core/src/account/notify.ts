import type { Deps, Stores } from '../deps.ts';
import type { MailMessage } from '../outbox/mail.ts';

/**
 * Puts a notice to every e-mail address of the account, and to those that a service gave for it, into the outbox, in the transaction
 * of what it tells (ASVS 6.3.7); but for those that are told by another mail.
 */
export async function notify(
  { accounts, outbox, services }: Pick<Stores, 'accounts' | 'outbox' | 'services'>,
  { canMail, post }: Pick<Deps, 'canMail' | 'post'>,
  account: { readonly id: string; readonly locale: string | null },
  message: MailMessage,
  except: readonly string[] = [],
): Promise<void> {
  if (!canMail) return;
  const proved = (await accounts.loginNames(account.id)).filter(({ kind }) => kind === 'email');
  const told = (await services.findExternalOf(account.id))?.emails ?? [];
  for (const to of [...proved.map(({ text }) => text), ...told]) {
    if (except.includes(to)) continue;
    await post(outbox, 'mail', { to, locale: account.locale, message });
  }
}
