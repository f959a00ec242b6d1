import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { checkPolicy, type Policy } from './policy.ts';

/**
 * Changes the limits of an organization. The epoch rises, so that a tighter limit binds in every verifier's memory before this
 * answers. Refuses `policy_invalid`.
 */
export async function changePolicy(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'transaction'>,
  operator: Operator,
  organizationId: string,
  change: Partial<Policy>,
): Promise<Policy> {
  const { policy, epoch } = await deps.transaction(async (stores) => {
    await stores.organizations.lock(organizationId);
    const policy = checkPolicy({ ...(await stores.organizations.policy(organizationId)), ...change });
    await stores.organizations.setPolicy(organizationId, policy);
    const details = { settings: Object.keys(change).join(', ') };
    await note(stores, deps, { event: 'policy.changed', accountId: null, organizationId, by: operator, details });
    return { policy, epoch: await stores.authority.raise([{ kind: 'organization', id: organizationId }]) };
  });
  await deps.confirmation.confirmed(epoch);
  return policy;
}
