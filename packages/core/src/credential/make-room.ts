import type { Visitor } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import type { Admission } from './admit.ts';
import { endEach } from './end-several.ts';
import type { EndingStores, Ends } from './ends.ts';
import type { IssuedSession } from './issue-session.ts';

type Born = Pick<IssuedSession, 'accountId' | 'organizationId'> & { readonly deviceId: string | null };

/**
 * Ends what a new session takes the place of, at the end of the transaction of its birth. `null` where that is nothing;
 * otherwise the epoch is to be confirmed. Its owner's history tells what the limit has ended.
 */
export async function makeRoom(
  stores: EndingStores & Pick<Stores, 'log'>,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  { address }: Pick<Visitor, 'address'>,
  { accountId, organizationId, deviceId }: Born,
  { leaving }: Admission,
): Promise<Ends | null> {
  if (leaving.length === 0) return null;
  const by = { kind: 'account', accountId, organizationId, deviceId, address } as const;
  const tooMany = leaving.filter(({ ending }) => ending.reason === 'session_limit');
  for (const { id } of tooMany) {
    await note(stores, deps, { event: 'session.made_room', accountId, by, credentialId: id });
  }
  const endedByNew = tooMany.map(({ id, ending }) => ({ id, ending: { ...ending, by: { accountId, deviceId } } }));
  return endEach(stores, deps, [...leaving.filter((one) => !tooMany.includes(one)), ...endedByNew]);
}
