import type { Visitor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { findUsableLink, useLink } from '../link/find-link.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { stillStands } from './list-waiting-emails.ts';
import { notify } from './notify.ts';
import { proveEmail } from './prove-email.ts';

/**
 * Makes the address that the link was mailed to a login name, and tells the addresses known so far. Refuses the link's codes
 * and `login_name_taken`.
 */
export async function verifyEmail(
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'links' | 'post' | 'throttle' | 'transaction'>,
  visitor: Visitor,
  secret: string,
): Promise<void> {
  const link = await findUsableLink(deps, secret, 'email_verification', visitor.address);
  const { accountId, email } = link;
  if (accountId === null || email === null) throw new Refusal('link_unknown');
  await deps.transaction(async (stores) => {
    const at = deps.clock.now();
    const account = await stores.accounts.lock(accountId);
    if (account === null || account.disabledAt !== null) throw new Refusal('link_unknown');
    if (!(await stillStands(stores, link))) throw new Refusal('link_unknown');
    await useLink(stores, link, at);
    await notify(stores, deps, account, { kind: 'email_added', displayName: account.displayName, email, at });
    if (!(await proveEmail(stores, deps, accountId, email))) throw new Refusal('login_name_taken', { field: 'email' });
    const by = { kind: 'anonymous', address: visitor.address } as const;
    await note(stores, deps, { event: 'email.verified', accountId, by });
  });
}
