import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';

/** Ends what lets one's own device go without the second factor, in every organization. Refuses `not_found`. Needs no proof. */
export async function revokeMyTrust(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  owner: Owner,
  deviceId: string,
): Promise<void> {
  const { accountId } = owner;
  await deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    if ((await stores.devices.find(deviceId, accountId)) === null) throw new Refusal('not_found');
    const ended = await stores.trusts.end({ deviceId });
    if (ended.length > 0) await note(stores, deps, { event: 'device.trust_revoked', accountId, by: owner, deviceId });
  });
}
