import type { Deps, Stores } from '../deps.ts';
import type { Role } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import type { SignInAccount } from './account.ts';

export interface NewAccount {
  readonly displayName: string;
  /** `null` until its owner sets one by a link. */
  readonly passwordHash: string | null;
  readonly login: { readonly text: string; readonly normalized: string };
  readonly organizationId: string;
  readonly role: Role;
  /** The address of the invitation that it is made by. */
  readonly invitedAs?: string;
}

/** Writes an account with its user name and membership. Refuses `login_name_taken`. Returns its id. */
export async function insertAccount(
  stores: Pick<Stores, 'accounts' | 'organizations'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  { displayName, passwordHash, login, ...membership }: NewAccount,
): Promise<string> {
  const id = await insertNamelessAccount(stores, deps, { displayName, passwordHash });
  const now = deps.clock.now();
  const free = await stores.accounts.addLoginName({
    ...login,
    accountId: id,
    kind: 'user_name',
    createdAt: now,
    verifiedAt: now,
  });
  if (!free) throw new Refusal('login_name_taken', { field: 'userName' });
  const { organizationId, role, invitedAs } = membership;
  const joining = { accountId: id, organizationId, role, joinedAt: now };
  await stores.organizations.addMember(invitedAs === undefined ? joining : { ...joining, invitedAs });
  return id;
}

/** Writes an account that no name signs in to. Returns its id. */
export async function insertNamelessAccount(
  { accounts }: Pick<Stores, 'accounts'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  given: Pick<NewAccount, 'displayName' | 'passwordHash'>,
): Promise<string> {
  const account = namelessAccount(deps, given);
  await accounts.insert(account);
  return account.id;
}

/** An account at its birth. */
export function namelessAccount(
  { chance, clock }: Pick<Deps, 'chance' | 'clock'>,
  { displayName, passwordHash }: Pick<NewAccount, 'displayName' | 'passwordHash'>,
): SignInAccount {
  const now = clock.now();
  return {
    id: chance.id(),
    displayName,
    passwordHash,
    locale: null,
    timeZone: null,
    createdAt: now,
    disabledAt: null,
    passwordChangedAt: passwordHash === null ? null : now,
    lastLookedAt: null,
  };
}
