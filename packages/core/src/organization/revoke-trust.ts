import type { Keeper } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { requireReach } from './keeper.ts';

/**
 * Whoever looks after an organization has a member's device asked for the second factor again there; what it is trusted with elsewhere
 * stays. Refuses `reauthentication_required`, `not_found` where it is not trusted there, and `beyond_own_rights`.
 */
export async function revokeTrust(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  keeper: Keeper,
  deviceId: string,
): Promise<void> {
  const { organizationId } = keeper;
  requireFreshProof(keeper, deps.clock.now());
  await deps.transaction(async (stores) => {
    const trust = await stores.trusts.find(deviceId, organizationId);
    if (trust === null) throw new Refusal('not_found');
    const { accountId } = trust;
    await lockProved(stores, deps, keeper, [accountId]);
    const [holder] = await stores.organizations.holders(organizationId, [accountId]);
    await requireReach(stores, keeper, 'pf.devices.revoke_trust', [holder?.role ?? 'member']);
    await stores.trusts.end({ deviceId, organizationId });
    await note(stores, deps, { event: 'device.trust_revoked', accountId, organizationId, by: keeper, deviceId });
  });
}
