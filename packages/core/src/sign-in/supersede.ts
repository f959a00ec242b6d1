import type { Visitor } from '../actor.ts';
import type { Leaving } from '../credential/end-several.ts';
import type { SessionRecord } from '../credential/store.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';

/** The session that this browser still carries: the new one takes its cookie. `null` where there is none. */
export async function superseded(
  { credentials }: Pick<Stores, 'credentials'>,
  { clock }: Pick<Deps, 'clock'>,
  { sessionToken }: Pick<Visitor, 'sessionToken'>,
  mayEnd: (carried: SessionRecord) => boolean = () => true,
): Promise<Leaving | null> {
  if (sessionToken === null) return null;
  const carried = await credentials.findByHash(hashToken(sessionToken));
  if (carried === null || carried.revokedAt !== null || !mayEnd(carried)) return null;
  const { accountId, deviceId } = carried;
  return { id: carried.id, ending: { reason: 'superseded', at: clock.now(), by: { accountId, deviceId } } };
}
