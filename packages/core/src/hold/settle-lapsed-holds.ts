import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';

/**
 * Writes down that holds lapsed unproven. What they held works again since the minute they lapsed; this only settles and logs.
 * Returns whose they were.
 */
export async function settleLapsedHolds(
  deps: Pick<Deps, 'chance' | 'clock' | 'holds' | 'transaction'>,
  batch: number,
): Promise<string[]> {
  const now = deps.clock.now();
  const lapsed = await deps.holds.listLapsed(now, batch);
  for (const { id, accountId, deviceId } of lapsed) {
    await deps.transaction(async (stores) => {
      if (!(await stores.holds.settle(id, 'lapsed', now))) return;
      await stores.credentials.release({ holdId: id });
      await note(stores, deps, { event: 'hold.lapsed', accountId, by: { kind: 'system' }, deviceId });
    });
  }
  return lapsed.map(({ accountId }) => accountId);
}
