import { hash } from 'node:crypto';
import type { CredentialStore } from '@rollcall/core';
import { createVerifier, type Verifier } from '@rollcall/verifier';
import { shuffled } from './chance.ts';
import { compare, type Found, interleave, type Side, spentHere } from './measuring.ts';
import type { Place } from './place.ts';
import type { Population } from './population.ts';

const address = '192.0.2.7';

/** Both sides go through every token once a round, in the same order, which is not the one they were made in. */
export async function cachedVerify(place: Place): Promise<Found> {
  return place.withStores('verified', async ({ population, storage }) => {
    const verifier = createVerifier({ store: storage.verifiers, clock: { now: () => Date.now() }, name: 'bench' });
    await verifier.start();
    try {
      const tokens = shuffled(population.tokens, 'order of verifying');
      for (const token of tokens) await verifier.verify(token, 'session', { now: Date.now(), address });
      const floor = floorSide(await floorMemory(population, storage.credentials), tokens);
      const ours = ourSide(verifier, tokens);
      await interleave({ ours, floor }, 3);
      const spent = await interleave({ ours, floor }, place.scale.rounds);
      return { comparison: compare(spent.ours, spent.floor), asides: [] };
    } finally {
      await verifier.stop();
    }
  });
}

/** Uses are taken between rounds, as the server does every few seconds: so every verify of a round has one to note. */
function ourSide(verifier: Verifier, tokens: readonly string[]): Side {
  return async () => {
    verifier.takeUses();
    await verifier.sync();
    let good = 0;
    const spent = await spentHere(tokens.length, () => {
      for (const token of tokens) {
        const verdict = verifier.verify(token, 'session', { now: Date.now(), address });
        if ('active' in verdict && verdict.active) good += 1;
      }
    });
    allGood(good, tokens.length);
    return spent;
  };
}

interface Remembered {
  readonly id: string;
  readonly accountId: string;
  readonly organizationId: string;
  readonly expiresAt: number;
}

function floorSide(memory: ReadonlyMap<string, Remembered>, tokens: readonly string[]): Side {
  const verify = (token: string, now: number): Remembered | null => {
    const found = memory.get(hash('sha256', token, 'binary'));
    return found !== undefined && now < found.expiresAt ? found : null;
  };
  return () => {
    let good = 0;
    return spentHere(tokens.length, () => {
      for (const token of tokens) if (verify(token, Date.now()) !== null) good += 1;
      allGood(good, tokens.length);
    });
  };
}

async function floorMemory(
  { tokens }: Population,
  credentials: Pick<CredentialStore, 'findByHash'>,
): Promise<Map<string, Remembered>> {
  const memory = new Map<string, Remembered>();
  for (const token of tokens) {
    const session = await credentials.findByHash(hash('sha256', token, 'buffer'));
    if (session === null) throw new Error('A session of the population is missing.');
    const { id, accountId, organizationId, issuedAt, absoluteLimitMs } = session;
    const expiresAt = issuedAt + (absoluteLimitMs ?? Number.POSITIVE_INFINITY);
    memory.set(hash('sha256', token, 'binary'), { id, accountId, organizationId, expiresAt });
  }
  return memory;
}

function allGood(good: number, of: number): void {
  if (good !== of) throw new Error(`Only ${good} of ${of} tokens were found good in memory.`);
}
