import { insertAccount } from '../account/insert-account.ts';
import { checkUserName } from '../account/login-names.ts';
import { hashNewPassword } from '../account/new-password.ts';
import { proveEmail } from '../account/prove-email.ts';
import type { Visitor } from '../actor.ts';
import { type IssuedSession, issueSession } from '../credential/issue-session.ts';
import type { Deps } from '../deps.ts';
import { findUsableLink, useLink } from '../link/find-link.ts';
import { note } from '../log/note.ts';
import { supersede } from '../sign-in/supersede.ts';
import { readableName } from '../text.ts';
import { lockInvitation } from './standing-invitation.ts';

export interface JoinInput {
  readonly link: string;
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
}

/**
 * Comes into an organization with a new account, and is signed in to it. Where the invitation was mailed and nobody has the
 * address yet, it becomes a login name. Refuses the link's, the names' and the password's codes; then the link stays usable.
 */
export async function joinByInvitation(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'links' | 'passwords' | 'post' | 'throttle' | 'transaction'>,
  visitor: Visitor,
  input: JoinInput,
): Promise<IssuedSession> {
  const link = await findUsableLink(deps, input.link, 'invitation', visitor.address);
  const login = checkUserName(input.userName);
  const displayName = readableName(input.displayName, 'displayName', 80);
  const passwordHash = await hashNewPassword(deps, input.password, [login.text, displayName]);
  const { session, superseded } = await deps.transaction(async (stores) => {
    const { invitation } = await lockInvitation(stores, link.id);
    const { organizationId, role } = invitation;
    await useLink(stores, link, deps.clock.now());
    const account = { displayName, passwordHash, login, organizationId, role };
    const accountId = await insertAccount(stores, deps, account);
    if (link.email !== null) await proveEmail(stores, deps, accountId, link.email);
    const by = { kind: 'account', accountId, organizationId, deviceId: null, address: visitor.address } as const;
    await note(stores, deps, { event: 'account.created', accountId, by });
    await note(stores, deps, { event: 'member.joined', accountId, by, details: { role } });
    const birth = { accountId, organizationId, method: 'invitation', assurance: 1, lifetime: 'standard' } as const;
    const session = await issueSession(stores, deps, visitor, birth);
    return { session, superseded: await supersede(stores, deps, visitor) };
  });
  if (superseded !== null) await deps.confirmation.confirmed(superseded.epoch);
  return session;
}
