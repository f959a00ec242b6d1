import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import { announceEndings } from '../webhook/announce-endings.ts';
import { type Assurance, type Ending, whyUnusable } from './credential.ts';
import { endHandedOver } from './end-handed-over.ts';
import type { EndingStores } from './ends.ts';
import { hashToken, makeToken } from './token.ts';

/** A credential's new token: the id stays, the old token is dead once the epoch is confirmed. */
export interface Rotated {
  readonly token: string;
  readonly epoch: number;
}

/**
 * Gives the credential a new token after its holder proved who they are, in the transaction that locked its account. What the old
 * token was good for ends with it, because whoever had a copy may have made it: sessions at hosts, codes on their way there,
 * and sessions that were handed over from it. The holder comes to a host again without typing.
 */
export async function rotate(
  stores: EndingStores & Pick<Stores, 'hostCodes'>,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  credential: { readonly id: string; readonly accountId: string },
  assurance: Assurance,
  authenticatedAt: number = deps.clock.now(),
): Promise<Rotated> {
  const { authority, credentials, hostCodes } = stores;
  const { id, accountId } = credential;
  const now = deps.clock.now();
  const token = makeToken('session', accountId, deps.chance.bytes);
  const locked = await credentials.lock(id);
  if (locked === null || whyUnusable(locked, now) !== null) throw new Refusal('not_found');
  const live = await credentials.rotate(id, hashToken(token), authenticatedAt, assurance);
  if (!live) throw new Refusal('not_found');
  await hostCodes.forgetOf(id);
  const ending: Ending = { reason: 'superseded', at: now, by: { accountId, deviceId: locked.deviceId } };
  const ended = [...(await credentials.endChildren(id, ending)), ...(await endHandedOver(stores, [id], ending))].map(
    (one) => one.id,
  );
  await announceEndings(
    stores,
    deps,
    ended.map((id) => ({ id, ending })),
  );
  return { token, epoch: await authority.raise([id, ...ended].map((id) => ({ kind: 'credential', id }))) };
}
