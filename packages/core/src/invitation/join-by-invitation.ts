import { insertAccount } from '../account/insert-account.ts';
import { checkUserName } from '../account/login-names.ts';
import { hashNewPassword } from '../account/new-password.ts';
import { proveEmail } from '../account/prove-email.ts';
import type { Visitor } from '../actor.ts';
import { admit } from '../credential/admit.ts';
import { issueSession } from '../credential/issue-session.ts';
import { makeRoom } from '../credential/make-room.ts';
import type { Deps } from '../deps.ts';
import { findUsableLink, useLink } from '../link/find-link.ts';
import { note } from '../log/note.ts';
import type { SignedIn } from '../sign-in/sign-in.ts';
import { beginStep } from '../sign-in/step.ts';
import { superseded } from '../sign-in/supersede.ts';
import { readableName } from '../text.ts';
import { lockInvitation } from './lock-invitation.ts';

export interface JoinInput {
  readonly link: string;
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
}

/**
 * Comes into an organization with a new account, and is signed in to it; where it wants a second factor, after the step that
 * asks for the first one. Where the invitation was mailed and nobody has the
 * address yet, it becomes a login name. Refuses the link's, the names' and the password's codes; then the link stays usable.
 */
export async function joinByInvitation(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'links' | 'passwords' | 'post' | 'throttle' | 'transaction'>,
  visitor: Visitor,
  input: JoinInput,
): Promise<SignedIn> {
  const link = await findUsableLink(deps, input.link, 'invitation', visitor.address);
  const login = checkUserName(input.userName);
  const displayName = readableName(input.displayName, 'displayName', 80);
  const passwordHash = await hashNewPassword(deps, input.password, [login.text, displayName]);
  const { signedIn, ends } = await deps.transaction(async (stores) => {
    const { invitation } = await lockInvitation(stores, link.id);
    const { organizationId, role, email: invitedAs } = invitation;
    await useLink(stores, link, deps.clock.now());
    const account = { displayName, passwordHash, login, organizationId, role, invitedAs };
    const accountId = await insertAccount(stores, deps, account);
    if (link.email !== null) await proveEmail(stores, deps, accountId, link.email);
    const by = { kind: 'account', accountId, organizationId, deviceId: null, address: visitor.address } as const;
    await note(stores, deps, { event: 'account.created', accountId, by });
    await note(stores, deps, { event: 'member.joined', accountId, by, details: { role } });
    const where = { accountId, organizationId };
    const policy = await stores.organizations.policy(organizationId);
    if (policy.secondFactor !== 'off') {
      const waiting = { ...where, purpose: 'enrolment', lifetime: 'standard' } as const;
      return { signedIn: { session: null, step: await beginStep(stores, deps, waiting, [], policy) }, ends: null };
    }
    const replaces = await superseded(stores, deps, visitor);
    const admission = await admit(stores, deps, visitor, { ...where, lifetime: 'standard', replaces });
    const birth = { ...where, method: 'invitation', assurance: 1, admission } as const;
    const session = await issueSession(stores, deps, visitor, birth);
    const ends = await makeRoom(stores, deps, visitor, session, admission);
    return { signedIn: { session, step: null, trust: null }, ends };
  });
  if (ends !== null) await deps.confirmation.confirmed(ends.epoch);
  return signedIn;
}
