import type { Swept } from '../credential/store.ts';
import type { Deps } from '../deps.ts';
import { announceEndings } from './announce-endings.ts';

/**
 * Writes down what ended with all others or ran out of time, and tells services of it; at most so many rows. See `sweepEnded`.
 */
export function writeEndings(deps: Pick<Deps, 'clock' | 'post' | 'transaction'>, batch: number): Promise<Swept> {
  return deps.transaction(async (stores) => {
    const swept = await stores.credentials.sweepEnded(deps.clock.now(), batch);
    await announceEndings(stores, deps, swept.ended);
    return swept;
  });
}
