import type { Deps } from '../deps.ts';
import { announceEndings } from './announce-endings.ts';

/**
 * Writes down what ended with all others or ran out of time, and tells services of it; at most so many rows. Returns how many.
 * See `sweepEnded`.
 */
export function writeEndings(deps: Pick<Deps, 'clock' | 'post' | 'transaction'>, batch: number): Promise<number> {
  return deps.transaction(async (stores) => {
    const swept = await stores.credentials.sweepEnded(deps.clock.now(), batch);
    await announceEndings(stores, deps, swept);
    return swept.length;
  });
}
