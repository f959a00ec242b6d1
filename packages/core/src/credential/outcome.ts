import type { Hold } from '../hold/hold.ts';
import type { Receipt } from '../verifying/store.ts';

/** What an act that shuts something out came to. By the time it is answered, no later verify accepts what it names. */
export interface Outcome {
  /** `held`: refused everywhere, final with a proof, lapsing without. */
  readonly outcome: 'ended' | 'held';
  readonly count: number;
  readonly hold: Hold | null;
  readonly receipt: Receipt;
}
