import type { Owner } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { requireFreshProof, requireProofNow } from '../sign-in/fresh-proof.ts';
import { readableName } from '../text.ts';
import type { Organization } from './organization.ts';

/** More than anybody looks after; a bound, so that nobody fills the store with them. */
export const mostOrganizations = 50;

/**
 * Makes an organization, with a policy of its own, whose owner one is. The session stays where it stands. Refuses
 * `reauthentication_required`, `name_invalid`, `sign_in_elsewhere` and `too_many_organizations`.
 */
export async function createOrganization(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  owner: Owner,
  name: string,
): Promise<Organization> {
  requireFreshProof(owner, deps.clock.now());
  const { accountId } = owner;
  const readable = readableName(name, 'name', 80);
  return deps.transaction(async (stores) => {
    await lockForJoining(stores, accountId);
    await requireProofNow(stores, deps, owner);
    const organization = await insertOrganization(stores, deps, readable);
    const { id: organizationId, createdAt: joinedAt } = organization;
    await stores.organizations.addMember({ accountId, organizationId, role: 'owner', joinedAt });
    await note(stores, deps, { event: 'organization.created', accountId, organizationId, by: owner });
    return organization;
  });
}

export async function insertOrganization(
  { organizations }: Pick<Stores, 'organizations'>,
  { chance, clock }: Pick<Deps, 'chance' | 'clock'>,
  name: string,
): Promise<Organization> {
  const organization = { id: chance.id(), name, createdAt: clock.now(), isDefault: false };
  await organizations.insert(organization);
  return organization;
}

/**
 * Locks an account that is about to come into one more organization. Whoever a service signs in stands in that service's alone.
 * Refuses `sign_in_elsewhere` and `too_many_organizations`.
 */
export async function lockForJoining(
  { accounts, organizations, services }: Pick<Stores, 'accounts' | 'organizations' | 'services'>,
  accountId: string,
): Promise<void> {
  await accounts.lock(accountId);
  if ((await services.findExternalOf(accountId)) !== null) throw new Refusal('sign_in_elsewhere');
  const { length } = await organizations.membershipsOf(accountId);
  if (length >= mostOrganizations) throw new Refusal('too_many_organizations', { limit: mostOrganizations });
}
