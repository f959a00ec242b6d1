import type { Deps, Stores } from '../deps.ts';
import { makeLink } from '../link/make-link.ts';
import { type Noted, note } from '../log/note.ts';
import type { MailMessage } from '../outbox/mail.ts';
import type { Account } from './account.ts';

/** Why there is one: its owner asked for it, or an administrator did, who is named. */
type Asked = Pick<MailMessage, 'by' | 'kind' | 'organization'>;

/**
 * Mails a link that sets a new password to an address that was proved, in the transaction that locked the account. Those that wait
 * already stay good: one more must not kill what its owner is about to open.
 */
export async function mailResetLink(
  stores: Pick<Stores, 'links' | 'log' | 'outbox'>,
  deps: Pick<Deps, 'chance' | 'clock' | 'post' | 'publicOrigin'>,
  { id: accountId, displayName, locale }: Pick<Account, 'displayName' | 'id' | 'locale'>,
  to: string,
  by: Noted['by'],
  asked: Asked,
): Promise<void> {
  const link = await makeLink(stores, deps, { purpose: 'password_reset', accountId, email: to });
  await note(stores, deps, { event: 'password.reset_link_made', accountId, by });
  await deps.post(stores.outbox, 'mail', { to, locale, message: { ...asked, displayName, ...link } });
}
