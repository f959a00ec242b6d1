import type { Deps, Stores } from '../deps.ts';
import { whyUnusable } from './credential.ts';
import { end } from './end.ts';
import type { EndingStores } from './ends.ts';
import { mayHaveChildren } from './may-have-children.ts';
import type { SessionRecord } from './store.ts';
import { hashToken, makeToken } from './token.ts';

/** From which session, for which host. */
interface ChildBirth {
  readonly parentId: string;
  readonly host: string;
  readonly address: string | null;
}

/** A new child. Its token is readable here and never again. */
export interface IssuedChild {
  readonly token: string;
  readonly parent: SessionRecord;
}

/**
 * Makes a session for one host out of the one that its browser has at Rollcall, and ends what that session had there before.
 * Locks the account and the parent, so that no ending slips between. `null` where the parent may have none, or is not good any more.
 */
export async function issueChildSession(
  stores: EndingStores & Pick<Stores, 'accounts' | 'organizations'>,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  { parentId, host, address }: ChildBirth,
): Promise<IssuedChild | null> {
  const { accounts, credentials } = stores;
  const { chance, clock } = deps;
  const now = clock.now();
  const found = await credentials.find(parentId);
  if (found === null) return null;
  await accounts.lock(found.accountId);
  const parent = await credentials.lock(parentId);
  if (parent === null || whyUnusable(parent, now) !== null) return null;
  if (!(await mayHaveChildren(stores, parent))) return null;
  const { accountId, deviceId } = parent;
  const before = (await credentials.listChildren([parentId], now)).filter((child) => child.host === host);
  for (const { id } of before) {
    await end(stores, deps, { id }, { reason: 'superseded', at: now, by: { accountId, deviceId } });
  }
  const token = makeToken('session', accountId, chance.bytes);
  await credentials.insertChild({
    id: chance.id(),
    parentId,
    tokenHash: hashToken(token, host),
    host,
    at: now,
    address,
  });
  return { token, parent };
}
