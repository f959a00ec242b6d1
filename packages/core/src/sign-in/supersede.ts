import type { Visitor } from '../actor.ts';
import { end } from '../credential/end.ts';
import type { EndingStores, Ends } from '../credential/ends.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps } from '../deps.ts';

/** Ends the session that this browser still carries, because the new one takes its cookie. `null` where there is none. */
export async function supersede(
  stores: EndingStores,
  deps: Pick<Deps, 'clock' | 'post'>,
  visitor: Visitor,
): Promise<Ends | null> {
  if (visitor.sessionToken === null) return null;
  const carried = await stores.credentials.findByHash(hashToken(visitor.sessionToken));
  if (carried === null || carried.revokedAt !== null) return null;
  const by = { accountId: carried.accountId, deviceId: carried.deviceId };
  return end(stores, deps, { id: carried.id }, { reason: 'superseded', at: deps.clock.now(), by });
}
