import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { requireReach } from './keeper.ts';

/**
 * An administrator has a member's device asked for the second factor again in their organization; what it is trusted with elsewhere
 * stays. Refuses `reauthentication_required`, `not_found` where it is not trusted there, and `beyond_own_rights`.
 */
export async function revokeTrust(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  actor: Owner,
  deviceId: string,
): Promise<void> {
  const { organizationId } = actor;
  requireFreshProof(actor, deps.clock.now());
  await deps.transaction(async (stores) => {
    const trust = await stores.trusts.find(deviceId, organizationId);
    if (trust === null) throw new Refusal('not_found');
    const { accountId } = trust;
    await lockProved(stores, deps, actor, [accountId]);
    const [holder] = await stores.organizations.holders(organizationId, [accountId]);
    await requireReach(stores, actor, 'pf.devices.revoke_trust', [holder?.role ?? 'member']);
    await stores.trusts.end({ deviceId, organizationId });
    await note(stores, deps, { event: 'device.trust_revoked', accountId, by: actor, deviceId });
  });
}
