import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { openHoldOf } from './open-hold.ts';

/** Takes back a hold that this session pressed; what it held works again. Refuses `not_found` and `hold_not_open`. */
export async function withdrawHold(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  owner: Owner,
  holdId: string,
): Promise<void> {
  const now = deps.clock.now();
  await deps.transaction(async (stores) => {
    const hold = await openHoldOf(stores, owner, holdId, now);
    if (!(await stores.holds.settle(hold.id, 'lifted', now))) throw new Refusal('hold_not_open');
    await stores.credentials.release({ holdId: hold.id });
    await note(stores, deps, { event: 'hold.lifted', accountId: owner.accountId, by: owner, deviceId: hold.deviceId });
  });
}
