import type { Visitor } from '../actor.ts';
import { shutsOut } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import { findUsableLink, useLink } from '../link/find-link.ts';
import type { Link } from '../link/link.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
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
    await requireStanding(stores, link);
    await useLink(stores, link, at);
    await notify(stores, deps, account, { kind: 'email_added', displayName: account.displayName, email, at });
    if (!(await proveEmail(stores, deps, accountId, email))) throw new Refusal('login_name_taken', { field: 'email' });
    const by = { kind: 'anonymous', address: visitor.address } as const;
    await note(stores, deps, { event: 'email.verified', accountId, by });
  });
}

/** A link that a session asked for is worth nothing once that session was shut out: it may have been a thief's. */
async function requireStanding({ credentials }: Pick<Stores, 'credentials'>, link: Link): Promise<void> {
  if (link.byCredentialId === null) return;
  const asked = await credentials.find(link.byCredentialId);
  if (asked === null || (asked.ending !== null && shutsOut[asked.ending.reason])) throw new Refusal('link_unknown');
}
