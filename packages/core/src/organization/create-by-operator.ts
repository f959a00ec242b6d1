import { findByLogin } from '../account/find-by-login.ts';
import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { readableName } from '../text.ts';
import { insertOrganization, lockForJoining } from './create-organization.ts';
import type { Organization } from './organization.ts';

/**
 * The operator makes an organization, with a policy of its own, for an account that becomes its owner. Without one nobody is in it
 * until an invitation of the operator is accepted. Refuses `name_invalid`, `not_found`, `sign_in_elsewhere` and
 * `too_many_organizations`.
 */
export async function createOrganizationByOperator(
  deps: Pick<Deps, 'accounts' | 'chance' | 'clock' | 'transaction'>,
  operator: Operator,
  name: string,
  ownerLogin: string | null,
): Promise<Organization> {
  const readable = readableName(name, 'name', 80);
  const accountId = ownerLogin === null ? null : (await findByLogin(deps, ownerLogin)).id;
  return deps.transaction(async (stores) => {
    if (accountId !== null) await lockForJoining(stores, accountId);
    const organization = await insertOrganization(stores, deps, readable);
    const { id: organizationId, createdAt: joinedAt } = organization;
    if (accountId !== null) {
      await stores.organizations.addMember({ accountId, organizationId, role: 'owner', joinedAt });
    }
    await note(stores, deps, { event: 'organization.created', accountId, organizationId, by: operator });
    return organization;
  });
}
