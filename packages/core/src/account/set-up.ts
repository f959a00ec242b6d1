import type { Visitor } from '../actor.ts';
import { admit } from '../credential/admit.ts';
import { type IssuedSession, issueSession } from '../credential/issue-session.ts';
import type { Deps, Stores } from '../deps.ts';
import { findUsableLink, useLink } from '../link/find-link.ts';
import { type MadeLink, makeLink } from '../link/make-link.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';
import { insertAccount } from './insert-account.ts';
import { checkUserName } from './login-names.ts';
import { hashNewPassword } from './new-password.ts';

export interface SetUpInput {
  readonly link: string;
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
  readonly organizationName: string | null;
}

/** Makes the one-time link that the terminal shows while nobody has an account. Refuses `setup_done`. */
export async function makeSetUpLink(
  deps: Pick<Deps, 'chance' | 'clock' | 'publicOrigin' | 'transaction'>,
): Promise<MadeLink> {
  return deps.transaction(async (stores) => {
    if ((await stores.accounts.count()) > 0) throw new Refusal('setup_done');
    await stores.links.retire('setup', null, deps.clock.now());
    return makeLink(stores, deps, { purpose: 'setup', accountId: null, email: null });
  });
}

/**
 * First run: the holder of the set-up link becomes the owner of the default organization and is signed in. Refuses the link's
 * and the names' codes, the password's, and `setup_done`.
 */
export async function setUp(
  deps: Pick<Deps, 'chance' | 'clock' | 'links' | 'passwords' | 'throttle' | 'transaction'>,
  visitor: Visitor,
  input: SetUpInput,
): Promise<IssuedSession> {
  const link = await findUsableLink(deps, input.link, 'setup', visitor.address);
  const login = checkUserName(input.userName);
  const displayName = readableName(input.displayName, 'displayName', 80);
  const organizationName =
    input.organizationName === null ? null : readableName(input.organizationName, 'organizationName', 80);
  const passwordHash = await hashNewPassword(deps, input.password, [login.text, displayName, organizationName ?? '']);
  return deps.transaction(async (stores) => {
    const organizationId = await lockEmptyHouse(stores);
    await useLink(stores, link, deps.clock.now());
    if (organizationName !== null) await stores.organizations.rename(organizationId, organizationName);
    const accountId = await insertAccount(stores, deps, {
      displayName,
      passwordHash,
      login,
      organizationId,
      role: 'owner',
    });
    await note(stores, deps, { event: 'account.created', accountId, organizationId, by: { kind: 'operator' } });
    const application = { accountId, organizationId, lifetime: 'standard', replaces: [] } as const;
    const admission = await admit(stores, deps, visitor, application);
    return issueSession(stores, deps, visitor, { accountId, organizationId, method: 'setup', assurance: 1, admission });
  });
}

/** Two set-ups at once: the organization's row lets one in, and the other finds an account. */
async function lockEmptyHouse({ accounts, organizations }: Stores): Promise<string> {
  const { id } = await organizations.default();
  await organizations.lock(id);
  if ((await accounts.count()) > 0) throw new Refusal('setup_done');
  return id;
}
