import { setImmediate } from 'node:timers/promises';
import type { ChainState } from '@rollcall/api';
import {
  beginning,
  type ChainBreak,
  ChainCheck,
  type ChainHead,
  type ChainMark,
  checkChain,
  type Deps,
} from '@rollcall/core';
import { oneAtATime } from './outbox/one-at-a-time.ts';
import type { Timer } from './pace.ts';

/** What a chain was found to be; what has grown since is checked from here. */
interface Found {
  readonly mark: ChainMark;
  readonly broken: ChainBreak | null;
  readonly head: ChainHead | null;
  /** When it was last computed from its first line on. */
  readonly wholeAt: number;
}

interface Watched {
  found: Found | null;
  readonly look: () => Promise<void>;
}

/** After this long a look begins at the first line again. */
const wholeEveryMs = 3_600_000;
/** A long chain takes longer than anybody waits; then what is known is told. */
const patienceMs = 1_000;

/** Knows whether the chains hold that somebody looks at, without computing all of them at each look. */
export class LogWatch {
  readonly #deps: Pick<Deps, 'chains' | 'clock'>;
  readonly #timer: Pick<Timer, 'wait'>;
  readonly #watched = new Map<string, Watched>();

  constructor(deps: Pick<Deps, 'chains' | 'clock'>, timer: Pick<Timer, 'wait'>) {
    this.#deps = deps;
    this.#timer = timer;
  }

  async stateOf(chainId: string): Promise<ChainState> {
    const watched = this.#watchedOf(chainId);
    await Promise.race([watched.look(), this.#timer.wait(patienceMs)]);
    const unsealed = await this.#deps.chains.countUnsealed(chainId);
    return toChainState(watched.found, unsealed);
  }

  #watchedOf(chainId: string): Watched {
    const known = this.#watched.get(chainId);
    if (known !== undefined) return known;
    const watched: Watched = {
      found: null,
      look: oneAtATime(async () => {
        watched.found = await this.#look(chainId, watched.found);
      }),
    };
    this.#watched.set(chainId, watched);
    return watched;
  }

  async #look(chainId: string, before: Found | null): Promise<Found> {
    const { chains, clock } = this.#deps;
    const now = clock.now();
    const goesOn = before !== null && before.broken === null && now < before.wholeAt + wholeEveryMs;
    const head = (await chains.heads()).find((one) => one.chainId === chainId) ?? null;
    const check = new ChainCheck(chainId, head === null ? [] : [head], goesOn ? before.mark : beginning);
    for await (const _lines of checkChain({ chains }, chainId, check)) await setImmediate();
    const broken = check.end();
    return { mark: check.mark, broken, head, wholeAt: goesOn ? before.wholeAt : now };
  }
}

function toChainState(found: Found | null, unsealed: number): ChainState {
  if (found === null) return { state: 'checking', lines: 0, sealedUpTo: null, unsealed, checkedAt: null, broken: null };
  const { mark, broken, head, wholeAt } = found;
  return {
    state: broken === null ? 'unbroken' : 'broken',
    lines: mark.sequence,
    sealedUpTo: head?.sealedAt ?? null,
    unsealed,
    checkedAt: wholeAt,
    broken: broken === null ? null : { ...broken },
  };
}
