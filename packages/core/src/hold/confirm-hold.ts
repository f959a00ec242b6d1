import type { Owner } from '../actor.ts';
import type { Ends } from '../credential/ends.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { acts, endTrust, finish, type Intent } from './acts.ts';
import type { Hold } from './hold.ts';
import { openHoldOf } from './open-hold.ts';

/** Makes a hold final. Refuses `reauthentication_required` without a fresh proof, `not_found` and `hold_not_open`. */
export async function confirmHold(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  owner: Owner,
  holdId: string,
): Promise<Outcome> {
  requireFreshProof(owner, deps.clock.now());
  const { accountId } = owner;
  const { hold, count, epoch } = await deps.transaction.together(async (stores) => {
    await lockProved(stores, deps, owner);
    const now = deps.clock.now();
    const hold = await openHoldOf(stores, owner, holdId, now);
    if (!(await stores.holds.settle(hold.id, 'confirmed', now))) throw new Refusal('hold_not_open');
    const intent = await intentOf(stores, hold);
    const ends =
      intent === null ? await finishWithout(stores, owner, hold) : await finish(stores, deps, owner, intent, now);
    await note(stores, deps, {
      event: acts[hold.act].event,
      accountId,
      by: owner,
      deviceId: hold.deviceId,
      credentialId: intent?.act === 'revoke_session' ? intent.targetId : null,
      details: { count: ends.count, confirmedHold: true },
    });
    return { hold, ...ends };
  });
  return { outcome: 'ended', count, hold, receipt: await deps.confirmation.confirmed(epoch) };
}

/** Whoever ended by themselves what was held have saved nothing by it: their device is not trusted either. */
async function finishWithout(stores: Stores, owner: Owner, hold: Hold): Promise<Ends> {
  await endTrust(stores, owner, hold);
  return { count: 0, epoch: await stores.authority.raise([]) };
}

/** What the hold was pressed for; `null` where what it held has ended by itself meanwhile. */
async function intentOf({ credentials }: Pick<Stores, 'credentials'>, hold: Hold): Promise<Intent | null> {
  if (hold.act === 'revoke_others') return { act: hold.act, targetId: null };
  if (hold.act !== 'revoke_session') return hold.deviceId === null ? null : { act: hold.act, targetId: hold.deviceId };
  const targetId = await firstHeld(credentials, hold.id);
  return targetId === null ? null : { act: hold.act, targetId };
}

/** The held session that the others were made from, whatever the order of their ids. */
async function firstHeld(credentials: Stores['credentials'], holdId: string): Promise<string | null> {
  const ids = (await credentials.heldBy(holdId)).map(({ id }) => id);
  for (const id of ids) {
    const fromSessionId = (await credentials.find(id))?.fromSessionId ?? null;
    if (fromSessionId === null || !ids.includes(fromSessionId)) return id;
  }
  return null;
}
