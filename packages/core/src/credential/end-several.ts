import type { Deps } from '../deps.ts';
import type { Subject } from '../verifying/store.ts';
import { announceEndings } from '../webhook/announce-endings.ts';
import type { Ending } from './credential.ts';
import { endHandedOver } from './end-handed-over.ts';
import { countOf, type EndingStores, type Ends } from './ends.ts';
import type { Ended } from './store.ts';
import { type Made, wholeSignIn } from './whole-sign-in.ts';

/** A credential with the ending that is to be its own. */
export interface Leaving {
  readonly id: string;
  readonly ending: Ending;
}

/** What ended, and how. */
type EndedSo = Ended & Pick<Leaving, 'ending'>;

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
  return conclude(stores, deps, leaving, await endRows(stores, leaving));
}

/**
 * Ends a session, and whatever its sign-in has gone on in or goes on in meanwhile, without locking the account: who switches
 * has the row that is left until the next one is born, so that it is seen once that row can be ended.
 */
export async function endWholeSignIn(
  stores: EndingStores,
  deps: Pick<Deps, 'post'>,
  session: Made,
  ending: Ending,
): Promise<Ends> {
  const leaving: Leaving[] = [];
  const ended: EndedSo[] = [];
  let next: readonly string[] = [session.id];
  while (next.length > 0) {
    const now = next.map((id) => ({ id, ending }));
    leaving.push(...now);
    ended.push(...(await endRows(stores, now)));
    const all = await wholeSignIn(stores, session);
    next = all.filter((id) => !leaving.some((one) => one.id === id));
  }
  return conclude(stores, deps, leaving, ended);
}

async function endRows(
  stores: Pick<EndingStores, 'credentials' | 'services'>,
  leaving: readonly Leaving[],
): Promise<EndedSo[]> {
  // All before any of their children: see `changeInOrder`. A single one locks itself.
  if (leaving.length > 1) await stores.credentials.lockNamed(leaving.map(({ id }) => id));
  const all: EndedSo[] = [];
  for (const [ending, alike] of Map.groupBy(leaving, (one) => one.ending)) {
    const named = alike.map(({ id }) => id);
    const ended = [
      ...(await stores.credentials.endNamed(named, ending)),
      ...(await endHandedOver(stores, named, ending)),
    ];
    all.push(...ended.map((one) => ({ ...one, ending })));
  }
  return all;
}

/** Once every row is ended: from the raised epoch to the commit all other endings wait. */
async function conclude(
  stores: EndingStores,
  deps: Pick<Deps, 'post'>,
  leaving: readonly Leaving[],
  ended: readonly EndedSo[],
): Promise<Ends> {
  const announced = new Map(ended.map(({ id, ending }) => [id, { id, ending }]));
  await announceEndings(stores, deps, [...announced.values()]);
  const ids = new Set([...announced.keys(), ...leaving.map(({ id }) => id)]);
  const subjects = [...ids].map((id): Subject => ({ kind: 'credential', id }));
  return { count: countOf(ended), epoch: await stores.authority.raise(subjects) };
}
