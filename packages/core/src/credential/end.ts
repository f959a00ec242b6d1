import type { Stores } from '../deps.ts';
import type { Subject } from '../verifying/store.ts';
import type { Ending, Which } from './credential.ts';
import type { Ended } from './store.ts';

/** What an ending did inside its transaction; the epoch is what to wait for after the commit. */
export interface Ends {
  readonly count: number;
  readonly epoch: number;
}

/**
 * Ends credentials inside a transaction: rows first, then the epoch, always in this order, or a rotation and a revoke deadlock.
 * The epoch rises even where nothing was left to end: a caller that repeats itself after a crash still gets what it ended
 * the first time confirmed.
 */
export async function end(
  { credentials, authority }: Pick<Stores, 'credentials' | 'authority'>,
  which: Which,
  ending: Ending,
): Promise<Ends> {
  if ('id' in which || 'deviceId' in which) {
    const ended = await credentials.end(which, ending);
    const ids = new Set(ended.map(({ id }) => id));
    if ('id' in which) ids.add(which.id);
    return { count: countOf(ended), epoch: await authority.raise([...ids].map(subjectOf)) };
  }
  const { count } = await credentials.endAll(which, ending);
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
