import type { Deps } from '../deps.ts';
import { type ChainHead, type ChainMark, serverChain } from './chain.ts';
import { type ChainBreak, ChainCheck } from './check-chain.ts';

/** A head that somebody has kept elsewhere. */
export type KeptHead = Pick<ChainHead, 'chainId' | 'sequence' | 'chainHash'>;

export interface CheckedChain {
  readonly chainId: string;
  /** The last line that is good together with all before it. */
  readonly mark: ChainMark;
  readonly broken: ChainBreak | null;
}

export interface CheckedLog {
  readonly chains: readonly CheckedChain[];
  /** Lines of the last moments, which have no seal yet. */
  readonly unsealed: number;
}

const readAtOnce = 500;

/** Computes every chain anew, line by line, while the log is in use. Yields how far it is after each batch, and returns what came of it. */
export async function* verifyLog(
  deps: Pick<Deps, 'chains' | 'organizations'>,
  kept: readonly KeptHead[],
): AsyncGenerator<readonly [done: number, total: number], CheckedLog> {
  const heads: readonly KeptHead[] = await deps.chains.heads();
  const marks = [...heads, ...kept];
  const known = marks.map(({ chainId }) => chainId);
  const chainIds = new Set([...(await deps.organizations.ids()), ...known, serverChain]);
  const total = heads.reduce((sum, { sequence }) => sum + sequence, 0);
  let done = 0;
  const checked: CheckedChain[] = [];
  for (const chainId of chainIds) {
    const ofChain = marks.filter((mark) => mark.chainId === chainId);
    const check = new ChainCheck(chainId, ofChain);
    for await (const lines of checkChain(deps, chainId, check)) {
      done += lines;
      yield [Math.min(done, total), total];
    }
    const broken = check.end();
    if (broken !== null || check.mark.sequence > 0) checked.push({ chainId, mark: check.mark, broken });
  }
  return { chains: checked, unsealed: await deps.chains.countUnsealed() };
}

/** Takes the lines behind the check's mark, up to the last or to the first that is broken. Yields how many after each batch. */
export async function* checkChain(
  { chains }: Pick<Deps, 'chains'>,
  chainId: string,
  check: ChainCheck,
): AsyncGenerator<number, void> {
  let read: number;
  do {
    const lines = await chains.lines(chainId, check.mark.sequence, readAtOnce);
    for (const line of lines) check.take(line);
    read = lines.length;
    yield read;
  } while (read === readAtOnce && check.broken === null);
}
