import type { Owner } from '../actor.ts';
import { endSeveral, endWholeSignIn } from '../credential/end-several.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';

/** Ends the session that asks, wherever its sign-in has gone on meanwhile. Needs no proof. */
export async function signOut(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  owner: Owner,
): Promise<Outcome> {
  const { accountId, deviceId, credentialId } = owner;
  const ends = await deps.transaction.together(async (stores) => {
    const session = await stores.credentials.holderOf(credentialId);
    const ending = { reason: 'signed_out', at: deps.clock.now(), by: { accountId, deviceId } } as const;
    // Before the end: from the raised epoch to the commit all other endings wait.
    await note(stores, deps, { event: 'session.signed_out', accountId, by: owner, credentialId, deviceId });
    return session === null
      ? endSeveral(stores, deps, [credentialId], ending)
      : endWholeSignIn(stores, deps, session, ending);
  });
  return { outcome: 'ended', count: ends.count, hold: null, receipt: await deps.confirmation.confirmed(ends.epoch) };
}
