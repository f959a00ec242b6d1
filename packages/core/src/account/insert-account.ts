import type { Deps, Stores } from '../deps.ts';
import type { Role } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';

export interface NewAccount {
  readonly displayName: string;
  /** `null` until its owner sets one by a link. */
  readonly passwordHash: string | null;
  readonly login: { readonly text: string; readonly normalized: string };
  readonly organizationId: string;
  readonly role: Role;
}

/** Writes an account with its user name and membership. Refuses `login_name_taken`. Returns its id. */
export async function insertAccount(
  { accounts, organizations }: Pick<Stores, 'accounts' | 'organizations'>,
  { chance, clock }: Pick<Deps, 'chance' | 'clock'>,
  { displayName, passwordHash, login, organizationId, role }: NewAccount,
): Promise<string> {
  const id = chance.id();
  const now = clock.now();
  await accounts.insert({
    id,
    displayName,
    passwordHash,
    locale: null,
    timeZone: null,
    createdAt: now,
    disabledAt: null,
    passwordChangedAt: passwordHash === null ? null : now,
    lastLookedAt: null,
  });
  const free = await accounts.addLoginName({
    ...login,
    accountId: id,
    kind: 'user_name',
    createdAt: now,
    verifiedAt: now,
  });
  if (!free) throw new Refusal('login_name_taken', { field: 'userName' });
  await organizations.addMember({ accountId: id, organizationId, role });
  return id;
}
