import { revokeByOperator } from '@rollcall/core';
import { createConfirmation, createVerifier } from '@rollcall/verifier';
import { chance, shuffled } from '../chance.ts';
import { compare, type Found, interleave, type Side, spentHere } from '../measuring.ts';
import type { Place } from '../place.ts';
import { atOnce } from './at-once.ts';
import { batchesOf, inBatches } from './batches.ts';
import { rowOfEnding } from './rows.ts';
import type { onPostgres, Pair } from './stores.ts';

const endingsPerRound = 1_024;
const warmUpRounds = 1;
const clock = { now: () => Date.now() };

/**
 * Ours is the verb `revokeByOperator`, called by 256 at once, each answered when a verifier that runs beside has confirmed
 * it. The floor ends the same credentials, raises the epoch and writes the same rows in transactions of the same size, and
 * waits for nobody.
 */
export const revokeTogether =
  (on: typeof onPostgres) =>
  (place: Place): Promise<Found> =>
    on(place, async (pair) => {
      const verifier = createVerifier({ store: pair.storage.verifiers, clock, name: 'bench' });
      await verifier.start();
      try {
        const ids = shuffled(pair.population.sessionIds, 'order of endings');
        const sides = { ours: ourSide(pair, ids.values()), floor: byHand(pair, ids.values()) };
        await interleave(sides, warmUpRounds);
        const rounds = Math.min(place.scale.rounds, Math.floor(ids.length / endingsPerRound) - warmUpRounds);
        const spent = await interleave(sides, rounds);
        return { comparison: compare(spent.ours, spent.floor), asides: [] };
      } finally {
        await verifier.stop();
      }
    });

/** Nobody ends twice. */
function ourSide({ storage }: Pair, ids: Iterator<string>): Side {
  const confirmation = createConfirmation({ store: storage.verifiers });
  const post = () => Promise.reject(new Error('No service waits for word of these sessions.'));
  const deps = { transaction: storage.transaction, confirmation, clock, chance, post };
  return atOnce(endingsPerRound, async () => {
    const { count } = await revokeByOperator(deps, { kind: 'operator' }, ids.next().value ?? '');
    if (count !== 1) throw new Error('A session had ended before.');
  });
}

function byHand({ population: { organizationId, accountIds }, byHand, sharing }: Pair, ids: Iterator<string>): Side {
  const accountId = accountIds[0] ?? '';
  const endings = () =>
    Array.from({ length: endingsPerRound }, () => {
      const id = ids.next().value ?? '';
      return { id, log: rowOfEnding(accountId, organizationId, id) };
    });
  return () =>
    spentHere(endingsPerRound, () =>
      inBatches(batchesOf(endings(), sharing.members), sharing.transactions, (batch) => byHand.endings(batch)),
    );
}
