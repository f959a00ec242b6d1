import type { Deps } from '../deps.ts';
import type { Subject } from '../verifying/store.ts';
import { announceEndings } from '../webhook/announce-endings.ts';
import type { Ending } from './credential.ts';
import { endHandedOver } from './end-handed-over.ts';
import { countOf, type EndingStores, type Ends } from './ends.ts';
import type { Ended } from './store.ts';

/** A credential with the ending that is to be its own. */
export interface Leaving {
  readonly id: string;
  readonly ending: Ending;
}

/**
 * Ends credentials named by their ids, inside a transaction: rows first, then the epoch, always in this order, or a rotation and
 * a revoke deadlock. The epoch rises even where nothing was left to end: a caller that repeats itself after a crash still gets
 * what it ended the first time confirmed. What was handed over from one of them ends with it.
 */
export function endSeveral(
  stores: EndingStores,
  deps: Pick<Deps, 'post'>,
  named: readonly string[],
  ending: Ending,
): Promise<Ends> {
  return endEach(
    stores,
    deps,
    named.map((id) => ({ id, ending })),
  );
}

/** The same for some that end each in their own way. */
export async function endEach(
  stores: EndingStores,
  deps: Pick<Deps, 'post'>,
  leaving: readonly Leaving[],
): Promise<Ends> {
  const { credentials, authority } = stores;
  // All before any of their children: see `changeInOrder`. A single one locks itself.
  if (leaving.length > 1) await credentials.lockNamed(leaving.map(({ id }) => id));
  const ended: Ended[] = [];
  const announced = new Map<string, Leaving>();
  for (const [ending, alike] of Map.groupBy(leaving, (one) => one.ending)) {
    const named = alike.map(({ id }) => id);
    const families = [...(await credentials.endNamed(named, ending)), ...(await endHandedOver(stores, named, ending))];
    ended.push(...families);
    for (const { id } of families) announced.set(id, { id, ending });
  }
  await announceEndings(stores, deps, [...announced.values()]);
  const ids = new Set([...announced.keys(), ...leaving.map(({ id }) => id)]);
  const subjects = [...ids].map((id): Subject => ({ kind: 'credential', id }));
  return { count: countOf(ended), epoch: await authority.raise(subjects) };
}
