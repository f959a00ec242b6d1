import { hash } from 'node:crypto';
import type { VerifierStore } from '@rollcall/core';
import { createVerifier, type Verifier } from '@rollcall/verifier';
import { shuffled } from './chance.ts';
import { compare, type Found, interleave, inWords, type Side, spentHere } from './measuring.ts';
import type { File, Place } from './place.ts';

const mostAtOnce = 20_000;
const presented = { address: '192.0.2.7' };

/**
 * The budget is about all of verify where memory is empty: hashing, the question to the store, judging and remembering
 * the answer. Each question waits for the one before.
 */
export async function missedVerify(place: Place): Promise<Found> {
  return place.withStores('verified', async ({ population, storage, file }) => {
    const verifier = createVerifier({ store: storage.verifiers, clock: { now: () => Date.now() }, name: 'bench' });
    await verifier.start();
    try {
      const tokens = shuffled(population.tokens, 'order of missing').slice(0, mostAtOnce);
      const sides = {
        ours: ourSide(verifier, tokens),
        floor: floorSide(file, tokens),
        lookUp: lookUpSide(storage.verifiers, tokens),
      };
      await interleave(sides, 2);
      const spent = await interleave(sides, place.scale.rounds);
      const lookUp = compare(spent.lookUp, spent.floor).cpu;
      return {
        comparison: compare(spent.ours, spent.floor),
        asides: [`The store's part of it, \`storage.verifiers.lookUp\` after SHA-256: ${inWords(lookUp)}.`],
      };
    } finally {
      await verifier.stop();
    }
  });
}

function ourSide(verifier: Verifier, tokens: readonly string[]): Side {
  return async () => {
    for (const _ of verifier.takeUses());
    verifier.forgetAll();
    await verifier.sync();
    let good = 0;
    const spent = await spentHere(tokens.length, async () => {
      for (const token of tokens) {
        const verdict = await verifier.verify(token, 'session', { now: Date.now(), ...presented });
        if (verdict.active) good += 1;
      }
    });
    allFound(good, tokens.length);
    return spent;
  };
}

function lookUpSide(store: Pick<VerifierStore, 'lookUp'>, tokens: readonly string[]): Side {
  return async () => {
    let found = 0;
    const spent = await spentHere(tokens.length, async () => {
      for (const token of tokens) {
        const { credential } = await store.lookUp(hash('sha256', token, 'buffer'));
        if (credential !== null) found += 1;
      }
    });
    allFound(found, tokens.length);
    return spent;
  };
}

function floorSide(file: File, tokens: readonly string[]): Side {
  const select = file.prepare('SELECT * FROM credential WHERE token_hash = ?');
  return () => {
    let found = 0;
    return spentHere(tokens.length, () => {
      for (const token of tokens) if (select.get(hash('sha256', token, 'buffer')) !== undefined) found += 1;
      allFound(found, tokens.length);
    });
  };
}

function allFound(found: number, of: number): void {
  if (found !== of) throw new Error(`Only ${found} of ${of} tokens were found.`);
}
