import type { Stores } from '../deps.ts';
import type { SessionRecord } from './store.ts';

export type Made = Pick<SessionRecord, 'fromSessionId' | 'id' | 'serviceId'>;

/**
 * The session that its browser signed in with: going into another organization ends the one before, and all that came of one sign-in
 * name its first. What a service handed over speaks for itself alone.
 */
export function firstOf({ id, fromSessionId, serviceId }: Made): string {
  return serviceId === null ? (fromSessionId ?? id) : id;
}

/**
 * That session, and whichever its sign-in has gone on in: an owner who shuts out one of them means all. An organization ends what
 * stands in it alone. Lock the account first, or one that is being born slips by; or see `endWholeSignIn`.
 */
export async function wholeSignIn({ credentials }: Pick<Stores, 'credentials'>, session: Made): Promise<string[]> {
  return [...new Set([session.id, ...(await credentials.goneOnFrom(firstOf(session)))])];
}

/** In what the sign-in of a session lives on that was left for another organization; nothing for one that ended otherwise. */
export async function goneOnSince(
  { credentials }: Pick<Stores, 'credentials'>,
  session: Made & Pick<SessionRecord, 'ending'>,
): Promise<string[]> {
  return session.ending?.reason === 'switched' ? credentials.goneOnFrom(firstOf(session)) : [];
}
