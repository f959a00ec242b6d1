import type { Deps, Stores } from '../deps.ts';
import type { Subject } from '../verifying/store.ts';
import { announceEndings } from '../webhook/announce-endings.ts';
import type { Ending, Which } from './credential.ts';
import { endHandedOver } from './end-handed-over.ts';
import type { Ended } from './store.ts';

/** What an ending did inside its transaction; the epoch is what to wait for after the commit. */
export interface Ends {
  readonly count: number;
  readonly epoch: number;
}

/** What ending takes of the stores. */
export type EndingStores = Pick<Stores, 'authority' | 'credentials' | 'outbox' | 'services' | 'webhooks'>;

/**
 * Ends credentials inside a transaction: rows first, then the epoch, always in this order, or a rotation and a revoke deadlock.
 * The epoch rises even where nothing was left to end: a caller that repeats itself after a crash still gets what it ended
 * the first time confirmed. What was handed over from a session that is ended by its id ends with it. Services are told of the sessions that they issued.
 */
export async function end(stores: EndingStores, deps: Pick<Deps, 'post'>, which: Which, ending: Ending): Promise<Ends> {
  const { credentials, authority } = stores;
  const announce = (ids: readonly string[]) =>
    announceEndings(
      stores,
      deps,
      ids.map((id) => ({ id, ending })),
    );
  if ('id' in which || 'deviceId' in which) {
    const ended = await credentials.end(which, ending);
    if ('id' in which) ended.push(...(await endHandedOver(stores, which.id, ending)));
    const ids = new Set(ended.map(({ id }) => id));
    await announce([...ids]);
    if ('id' in which) ids.add(which.id);
    return { count: countOf(ended), epoch: await authority.raise([...ids].map(subjectOf)) };
  }
  const { count, announced } = await credentials.endAll(which, ending);
  await announce(announced);
  const subject: Subject =
    'accountId' in which
      ? { kind: 'account', id: which.accountId }
      : { kind: 'organization', id: which.organizationId };
  return { count, epoch: await authority.raise([subject]) };
}

/** How many people would count: a child ends with its parent. */
export function countOf(ended: readonly Ended[]): number {
  const ids = new Set(ended.map(({ id }) => id));
  return ended.filter(({ parentId }) => parentId === null || !ids.has(parentId)).length;
}

function subjectOf(credentialId: string): Subject {
  return { kind: 'credential', id: credentialId };
}
