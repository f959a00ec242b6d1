import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { makeLink } from '../link/make-link.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { requireFreshProof, requireProofNow } from '../sign-in/fresh-proof.ts';
import { checkEmail } from './login-names.ts';

/**
 * Mails a link that proves the address; it becomes a login name when the link is opened. Answers alike where somebody else has
 * it, and lets it wait alike: the link is made, and its secret forgotten. Refuses `reauthentication_required`, `email_invalid`, `mail_not_configured`, `throttled`, and `sign_in_elsewhere` to whom a service
 * signs in: a second door would stay open that the service knows nothing of.
 */
export async function addEmail(
  deps: Pick<Deps, 'accounts' | 'canMail' | 'chance' | 'clock' | 'post' | 'publicOrigin' | 'throttle' | 'transaction'>,
  owner: Owner,
  input: string,
): Promise<void> {
  const { accountId } = owner;
  requireFreshProof(owner, deps.clock.now());
  if (!deps.canMail) throw new Refusal('mail_not_configured', { field: 'email' });
  const email = checkEmail(input);
  await deps.throttle.attempt([{ rule: 'mail', key: `account:${accountId}` }]);
  await deps.transaction(async (stores) => {
    const account = await stores.accounts.lock(accountId);
    if (account === null) throw new Refusal('not_found');
    await requireProofNow(stores, deps, owner);
    if ((await stores.services.findExternalOf(accountId)) !== null) throw new Refusal('sign_in_elsewhere');
    await note(stores, deps, { event: 'email.verification_sent', accountId, by: owner });
    const known = await stores.accounts.findLoginName(email.normalized);
    if (known?.accountId === accountId) return;
    const link = await makeLink(stores, deps, {
      purpose: 'email_verification',
      accountId,
      email: email.text,
      byCredentialId: owner.credentialId,
    });
    if (known !== null) return;
    await deps.post(stores.outbox, 'mail', {
      to: email.text,
      locale: account.locale,
      message: { kind: 'email_verification', displayName: account.displayName, email: email.text, ...link },
    });
  });
}
