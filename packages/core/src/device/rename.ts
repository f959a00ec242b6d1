import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';

/** Gives a device the owner's own name; `null` takes it back. Refuses `name_invalid` and `not_found`. */
export async function renameDevice(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  owner: Owner,
  deviceId: string,
  name: string | null,
): Promise<void> {
  const { accountId } = owner;
  const checked = name === null ? null : readableName(name, 'name', 80);
  await deps.transaction(async (stores) => {
    if (!(await stores.devices.rename(deviceId, accountId, checked))) throw new Refusal('not_found');
    await note(stores, deps, { event: 'device.renamed', accountId, by: owner, deviceId });
  });
}
