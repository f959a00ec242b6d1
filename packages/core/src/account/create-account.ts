import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { type MadeLink, makeLink } from '../link/make-link.ts';
import { note } from '../log/note.ts';
import type { Role } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';
import { insertAccount } from './insert-account.ts';
import { checkEmail, checkUserName } from './login-names.ts';

export interface CreateAccountInput {
  readonly userName: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly role: Role;
}

/**
 * Makes an account without a password; its owner sets one with the link that the operator hands over, or with another that is
 * mailed. Only the mailed one proves the address. Refuses the names' codes.
 */
export async function createAccount(
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post' | 'publicOrigin' | 'transaction'>,
  operator: Operator,
  input: CreateAccountInput,
): Promise<{ readonly accountId: string; readonly link: MadeLink }> {
  const login = checkUserName(input.userName);
  const displayName = readableName(input.displayName, 'displayName', 80);
  const email = input.email === null ? null : checkEmail(input.email);
  if (email !== null && !deps.canMail) throw new Refusal('mail_not_configured', { field: 'email' });
  return deps.transaction(async (stores) => {
    const { id: organizationId } = await stores.organizations.default();
    if (email !== null && (await stores.accounts.findLoginName(email.normalized)) !== null) {
      throw new Refusal('login_name_taken', { field: 'email' });
    }
    const accountId = await insertAccount(stores, deps, {
      displayName,
      passwordHash: null,
      login,
      organizationId,
      role: input.role,
    });
    const link = await makeLink(stores, deps, { purpose: 'password_reset', accountId, email: null });
    await note(stores, deps, { event: 'account.created', accountId, organizationId, by: operator });
    if (email !== null) {
      const mailed = await makeLink(stores, deps, { purpose: 'password_reset', accountId, email: email.text });
      await deps.post(stores.outbox, 'mail', {
        to: email.text,
        locale: null,
        message: { kind: 'account_created', displayName, ...mailed },
      });
    }
    return { accountId, link };
  });
}
