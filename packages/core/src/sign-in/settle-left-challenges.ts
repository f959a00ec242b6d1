import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { mostTries } from './challenge.ts';

/** Writes down that somebody had the password and left at the second step. Returns how many ran out. */
export async function settleLeftChallenges(
  deps: Pick<Deps, 'chance' | 'clock' | 'signInChallenges' | 'transaction'>,
  batch: number,
): Promise<number> {
  const expired = await deps.signInChallenges.listExpired(deps.clock.now(), batch);
  for (const { id, accountId, organizationId, purpose, tries } of expired) {
    await deps.transaction(async (stores) => {
      const isLeft = purpose === 'second_step' && tries < mostTries;
      if (!(await stores.signInChallenges.end(id)) || !isLeft) return;
      const by = { kind: 'system' } as const;
      await note(stores, deps, { event: 'sign_in.second_step_left', accountId, organizationId, by });
    });
  }
  return expired.length;
}
