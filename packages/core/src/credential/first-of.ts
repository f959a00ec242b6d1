import type { SessionRecord } from './store.ts';

/**
 * The session that its browser signed in with. Going into another organization ends the one before, and all that came of one sign-in
 * name its first: whoever shuts out one of them means all, and ending the first ends them, whichever of them is live by now. What a
 * service handed over stands beside the one that it came from, and speaks for itself alone.
 */
export function firstOf({
  id,
  fromSessionId,
  serviceId,
}: Pick<SessionRecord, 'fromSessionId' | 'id' | 'serviceId'>): string {
  return serviceId === null ? (fromSessionId ?? id) : id;
}
