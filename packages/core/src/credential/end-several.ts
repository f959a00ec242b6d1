import type { Deps } from '../deps.ts';
import type { Subject } from '../verifying/store.ts';
import { announceEndings } from '../webhook/announce-endings.ts';
import type { Ending } from './credential.ts';
import { endHandedOver } from './end-handed-over.ts';
import { countOf, type EndingStores, type Ends } from './ends.ts';
import type { Ended } from './store.ts';

/**
 * Ends credentials named by their ids, inside a transaction: rows first, then the epoch, always in this order, or a rotation and
 * a revoke deadlock. The epoch rises even where nothing was left to end: a caller that repeats itself after a crash still gets
 * what it ended the first time confirmed. What was handed over from one of them ends with it.
 */
export async function endSeveral(
  stores: EndingStores,
  deps: Pick<Deps, 'post'>,
  named: readonly string[],
  ending: Ending,
): Promise<Ends> {
  const { credentials, authority } = stores;
  const inOrder = named.toSorted();
  // All before any of their children: see `changeInOrder`. A single one locks itself.
  if (inOrder.length > 1) for (const id of inOrder) await credentials.lock(id);
  const ended: Ended[] = [];
  for (const id of inOrder) {
    ended.push(...(await credentials.end({ id }, ending)), ...(await endHandedOver(stores, id, ending)));
  }
  const ids = new Set(ended.map(({ id }) => id));
  await announceEndings(
    stores,
    deps,
    [...ids].map((id) => ({ id, ending })),
  );
  const subjects = [...new Set([...ids, ...inOrder])].map((id): Subject => ({ kind: 'credential', id }));
  return { count: countOf(ended), epoch: await authority.raise(subjects) };
}
