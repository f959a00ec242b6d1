import type { Visitor } from '../actor.ts';
import type { Leaving } from '../credential/end-several.ts';
import type { SessionRecord } from '../credential/store.ts';
import { hashToken } from '../credential/token.ts';
import { goneOnSince } from '../credential/whole-sign-in.ts';
import type { Deps, Stores } from '../deps.ts';

/**
 * The session that this browser still carries, whose cookie the new one takes. Where that was left for another organization, what
 * its sign-in has gone on in: the browser has not heard of it, so its token is nobody's, or that of a thief who copied the cookie.
 */
export async function superseded(
  { credentials }: Pick<Stores, 'credentials'>,
  { clock }: Pick<Deps, 'clock'>,
  { sessionToken }: Pick<Visitor, 'sessionToken'>,
  mayEnd: (carried: SessionRecord) => boolean = () => true,
): Promise<Leaving[]> {
  if (sessionToken === null) return [];
  const carried = await credentials.findByHash(hashToken(sessionToken));
  if (carried === null || !mayEnd(carried)) return [];
  const { accountId, deviceId } = carried;
  const ending = { reason: 'superseded', at: clock.now(), by: { accountId, deviceId } } as const;
  const ids = carried.revokedAt === null ? [carried.id] : await goneOnSince({ credentials }, carried);
  return ids.map((id) => ({ id, ending }));
}
