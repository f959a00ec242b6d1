import type { Deps } from '../deps.ts';
import { beginning, type ChainMark, chainOf, type Seal, saltBytes, sealAfter } from './chain.ts';

/**
 * Seals lines that have no seal yet, at most `batch`, and returns how many. The order in a chain is the one in which lines are found
 * here, not that of their ids: another node may commit an older one later, and none is ever left out.
 */
export async function sealLog(
  { transaction, chains, chance, clock }: Pick<Deps, 'chains' | 'chance' | 'clock' | 'transaction'>,
  batch: number,
): Promise<number> {
  if ((await chains.unsealed(1)).length === 0) return 0;
  return transaction(async (stores) => {
    if (!(await stores.chains.lock())) return 0;
    const marks = new Map<string, ChainMark>((await stores.chains.heads()).map((head) => [head.chainId, head]));
    const grown = new Set<string>();
    const seals = new Map<string, Seal>();
    for (const entry of await stores.chains.unsealed(batch)) {
      const chainId = chainOf(entry);
      const seal = sealAfter(marks.get(chainId) ?? beginning, entry, chance.bytes(saltBytes));
      marks.set(chainId, seal);
      grown.add(chainId);
      seals.set(entry.id, seal);
    }
    const sealedAt = clock.now();
    const heads = [...grown].map((chainId) => {
      const { sequence, chainHash } = marks.get(chainId) ?? beginning;
      return { chainId, sequence, chainHash, sealedAt };
    });
    await stores.chains.seal(seals, heads);
    return seals.size;
  });
}
