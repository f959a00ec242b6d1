import { hash } from 'node:crypto';
import { createVerifier, type Verifier } from '@rollcall/verifier';
import { shuffled } from './chance.ts';
import { compare, type Found, interleave, type Side, spentHere } from './measuring.ts';
import type { File, Place } from './place.ts';

const address = '192.0.2.7';

/** Short enough that the lease outlasts a round on a busy machine too. */
const tokensPerRound = 20_000;
const takeUsesEveryMs = 5_000;

/** Both sides go through the same tokens in the same order, round by round the next of all of them. */
export async function cachedVerify(place: Place): Promise<Found> {
  return place.withStores('verified', async ({ population, storage, file }) => {
    const verifier = createVerifier({ store: storage.verifiers, clock: { now: () => Date.now() }, name: 'bench' });
    await verifier.start();
    try {
      const tokens = shuffled(population.tokens, 'order of verifying');
      // In the order in which the floor remembers them too: whoever finds its memory in the order of asking is faster.
      for (const token of population.tokens) await verifier.verify(token, 'session', { now: Date.now(), address });
      const floor = floorSide(floorMemory(file), tokens);
      const ours = ourSide(verifier, tokens);
      await interleave({ ours, floor }, 10);
      const spent = await interleave({ ours, floor }, 3 * place.scale.rounds);
      return { comparison: compare(spent.ours, spent.floor), asides: [] };
    } finally {
      await verifier.stop();
    }
  });
}

/** Uses are taken, beside the rounds, as often as the server does: so the first verify of each session since then notes one. */
function ourSide(verifier: Verifier, all: readonly string[]): Side {
  const next = byTurns(all);
  let takenAt = 0;
  return async () => {
    const tokens = next();
    if (performance.now() - takenAt >= takeUsesEveryMs) {
      for (const _ of verifier.takeUses());
      takenAt = performance.now();
    }
    await verifier.sync();
    let good = 0;
    const spent = await spentHere(tokens.length, () => {
      for (const token of tokens) {
        const verdict = verifier.verify(token, 'session', { now: Date.now(), address });
        if ('active' in verdict && verdict.active && verdict.credential.accountId !== '') good += 1;
      }
    });
    allGood(good, tokens.length);
    return spent;
  };
}

function byTurns(all: readonly string[]): () => readonly string[] {
  let from = 0;
  return () => {
    const tokens = all.slice(from, from + tokensPerRound);
    from = from + tokensPerRound < all.length ? from + tokensPerRound : 0;
    return tokens;
  };
}

interface Remembered {
  readonly id: string;
  readonly accountId: string;
  readonly organizationId: string;
  readonly expiresAt: number;
}

function floorSide(memory: ReadonlyMap<string, Remembered>, all: readonly string[]): Side {
  const next = byTurns(all);
  const verify = (token: string, now: number): Remembered | null => {
    const found = memory.get(hash('sha256', token, 'binary'));
    return found !== undefined && now < found.expiresAt ? found : null;
  };
  return () => {
    const tokens = next();
    let good = 0;
    return spentHere(tokens.length, () => {
      for (const token of tokens) if ((verify(token, Date.now())?.accountId ?? '') !== '') good += 1;
      allGood(good, tokens.length);
    });
  };
}

function floorMemory(file: File): ReadonlyMap<string, Remembered> {
  const rows = file
    .prepare<[], Remembered & { readonly tokenHash: Buffer }>(
      `select token_hash as tokenHash, credential.id, account_id as accountId, organization_id as organizationId,
        issued_at + 60000 * absolute_limit_minutes as expiresAt
        from credential join policy using (organization_id) order by credential.id`,
    )
    .all();
  return new Map(
    rows.map(({ tokenHash, id, accountId, organizationId, expiresAt }) => {
      return [tokenHash.toString('binary'), { id, accountId, organizationId, expiresAt }];
    }),
  );
}

function allGood(good: number, of: number): void {
  if (good !== of) throw new Error(`Only ${good} of ${of} tokens were found good in memory.`);
}
