import { hash } from 'node:crypto';
import { openStorage, type Storage } from '@rollcall/storage';
import { createVerifier, type Verifier } from '@rollcall/verifier';
import { startPostgres } from '../../tests/src/start-postgres.ts';
import { chance, shuffled } from './chance.ts';
import { compare, type Found, interleave, type Side, type Spent, spentHere } from './measuring.ts';
import { copyToPostgres } from './peers/copy-to-postgres.ts';
import type { Place } from './place.ts';

const mostAtOnce = 10_000;
const askers = 64;
const clock = { now: () => Date.now() };

/** Each side asks for the same tokens, 64 at the same time, on the same ten connections. */
export async function coalescedMisses(place: Place): Promise<Found> {
  const { population, ours } = await place.stores('verified');
  const tokens = shuffled(population.tokens, 'order of missing').slice(0, mostAtOnce);
  const server = await startPostgres();
  try {
    await copyToPostgres(ours, server.url);
    const storage = await openStorage({ kind: 'postgres', url: server.url }, { clock, chance });
    try {
      return await compareOn(storage, tokens, place);
    } finally {
      await storage.close();
    }
  } finally {
    await server.stop();
  }
}

async function compareOn(storage: Storage, tokens: readonly string[], place: Place): Promise<Found> {
  const verifier = createVerifier({ store: storage.verifiers, clock, name: 'bench' });
  await verifier.start();
  try {
    const sides = { ours: ourSide(verifier, tokens), floor: floorSide(storage, tokens) };
    await interleave(sides, 2);
    const spent = await interleave(sides, Math.ceil(place.scale.rounds / 3));
    return { comparison: compare(spent.ours, spent.floor), asides: [] };
  } finally {
    await verifier.stop();
  }
}

function ourSide(verifier: Verifier, tokens: readonly string[]): Side {
  return async () => {
    for (const _ of verifier.takeUses());
    verifier.forgetAll();
    await verifier.sync();
    return askAll(tokens, async (token) => {
      const verdict = await verifier.verify(token, 'session', { now: Date.now(), address: '192.0.2.7' });
      return verdict.active;
    });
  };
}

function floorSide(storage: Storage, tokens: readonly string[]): Side {
  return () =>
    askAll(tokens, async (token) => {
      const { credential } = await storage.verifiers.lookUp(hash('sha256', token, 'buffer'));
      return credential !== null;
    });
}

/** Whoever has an answer asks for the next token, as clients do that wait for theirs. */
async function askAll(tokens: readonly string[], isGood: (token: string) => Promise<boolean>): Promise<Spent> {
  const left = tokens.values();
  let good = 0;
  const ask = async () => {
    for (const token of left) if (await isGood(token)) good += 1;
  };
  const spent = await spentHere(tokens.length, async () => {
    await Promise.all(Array.from({ length: askers }, ask));
  });
  if (good !== tokens.length) throw new Error(`Only ${good} of ${tokens.length} tokens were found good.`);
  return spent;
}
