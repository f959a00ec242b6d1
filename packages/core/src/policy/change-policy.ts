import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import type { AddressRanges } from './address-ranges.ts';
import type { Policy } from './policy.ts';
import { checkPolicy } from './settings.ts';

/** Settings that change; what is left out stays. So do the ranges of a kind that is left out. */
export interface PolicyChange extends Partial<Omit<Policy, 'addressRanges'>> {
  readonly addressRanges?: Partial<AddressRanges>;
}

export function changed(policy: Policy, { addressRanges, ...settings }: PolicyChange): Policy {
  return { ...policy, ...settings, addressRanges: { ...policy.addressRanges, ...addressRanges } };
}

/**
 * Changes the limits of an organization. The epoch rises, so that a tighter limit binds in every verifier's memory before this
 * answers. Refuses `policy_invalid`.
 */
export async function changePolicy(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'transaction'>,
  operator: Operator,
  organizationId: string,
  change: PolicyChange,
): Promise<Policy> {
  const { policy, epoch } = await deps.transaction(async (stores) => {
    await stores.organizations.lock(organizationId);
    const policy = checkPolicy(changed(await stores.organizations.policy(organizationId), change));
    await stores.organizations.setPolicy(organizationId, policy);
    const details = { settings: Object.keys(change).join(', ') };
    await note(stores, deps, { event: 'policy.changed', accountId: null, organizationId, by: operator, details });
    return { policy, epoch: await stores.authority.raise([{ kind: 'organization', id: organizationId }]) };
  });
  await deps.confirmation.confirmed(epoch);
  return policy;
}
