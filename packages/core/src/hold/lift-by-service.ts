import type { Owner, Visitor } from '../actor.ts';
import { rotate } from '../credential/rotate.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import { useAnswer } from '../service/finish-reauthentication.ts';
import { asOwner, heldSession, letGo } from './lift-hold.ts';

/**
 * The held session lifts the hold by what its service answered, and goes on with a new token; see `liftHold`. Refuses `not_found`
 * without a session that is held and to every session but the one that asked, and `reauthentication_not_open` where the answer
 * is none that counts, or was asked for before there was a hold.
 */
export async function liftByService(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'credentials' | 'post' | 'transaction'>,
  visitor: Visitor,
  requestId: string,
  secret: string,
): Promise<{ readonly token: string }> {
  const { held, holdId } = await heldSession(deps, visitor);
  const { accountId, id } = held;
  const owner: Owner = { ...asOwner(held), address: visitor.address };
  const rotated = await deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    const { answer, createdAt } = await useAnswer(stores, deps, id, requestId, secret);
    const hold = await stores.holds.find(holdId);
    if (hold === null || createdAt < hold.createdAt) throw new Refusal('reauthentication_not_open');
    await letGo(stores, deps, owner, holdId);
    return rotate(stores, deps, { id, accountId }, answer.assurance, answer.authenticatedAt);
  });
  await deps.confirmation.confirmed(rotated.epoch);
  return { token: rotated.token };
}
