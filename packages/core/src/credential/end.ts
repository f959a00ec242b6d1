import type { Stores } from '../deps.ts';
import type { Subject } from '../verifying/store.ts';
import type { Ending, Which } from './credential.ts';

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
    const subjects = ended.map(({ id }): Subject => ({ kind: 'credential', id }));
    return { count: ended.length, epoch: await authority.raise('id' in which ? [subjectOf(which.id)] : subjects) };
  }
  const { count } = await credentials.endAll(which, ending);
  const subject: Subject =
    'accountId' in which
      ? { kind: 'account', id: which.accountId }
      : { kind: 'organization', id: which.organizationId };
  return { count, epoch: await authority.raise([subject]) };
}

function subjectOf(credentialId: string): Subject {
  return { kind: 'credential', id: credentialId };
}
