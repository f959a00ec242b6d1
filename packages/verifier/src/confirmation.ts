import {
  type Confirmation,
  driftMarginMs as defaultDriftMarginMs,
  leaseMs as defaultLeaseMs,
  type Receipt,
  type VerifierRow,
  type VerifierStore,
} from '@rollcall/core';
import { shared } from './shared.ts';
import { type Timers, waitingTimers, within } from './time.ts';

export interface ConfirmationOptions {
  readonly store: Pick<VerifierStore, 'verifiers' | 'wake'>;
  /**
   * Only a clock that cannot be set and stands still with the machine: here, unlike with a lease, time that seems to run
   * too fast would be the danger.
   */
  readonly monotonic?: () => number;
  readonly timers?: Timers;
  readonly leaseMs?: number;
  readonly driftMarginMs?: number;
}

const firstPauseMs = 1;
const longestPauseMs = 50;

export function createConfirmation(options: ConfirmationOptions): Confirmation {
  const { store, monotonic = () => performance.now(), timers = waitingTimers } = options;
  const limitMs = (options.leaseMs ?? defaultLeaseMs) + (options.driftMarginMs ?? defaultDriftMarginMs);

  // Endings that shared a commit wait together too.
  const wake = shared(() => store.wake());
  const verifiers = shared(() => within(limitMs, timers, store.verifiers()));

  return {
    async confirmed(epoch) {
      const calledAt = monotonic();
      // Only a hint: a verifier that misses it is late, and waited for.
      wake().catch(() => {});
      const watch = new Watch(epoch);
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        // Judged before the rows are read, so that whatever was acknowledged in time is seen.
        const leftMs = calledAt + limitMs - monotonic();
        await watch.look(() => within(Math.max(leftMs, longestPauseMs), timers, verifiers()));
        if (watch.isDone || leftMs <= 0) break;
        await pause(Math.min(pauseMs, leftMs), timers);
      }
      return watch.receipt(monotonic() - calledAt);
    },
  };
}

/** The verifiers that stood in the store after the commit, and which of them have acknowledged since. */
class Watch {
  readonly #epoch: number;
  /** As first read; `null` until then. Those that register later read an epoch that has it all. */
  #first: Map<string, VerifierRow> | null = null;
  #behind: readonly VerifierRow[] = [];
  #confirmed = 0;
  #failure: unknown;

  constructor(epoch: number) {
    this.#epoch = epoch;
  }

  get isDone(): boolean {
    return this.#first !== null && this.#behind.length === 0;
  }

  async look(rows: () => Promise<readonly VerifierRow[]>): Promise<void> {
    try {
      this.#compare(await rows());
    } catch (error) {
      this.#failure = error;
    }
  }

  receipt(milliseconds: number): Receipt {
    // Nobody can accept it any more, but who was waited for cannot be told.
    if (this.#first === null) throw this.#failure;
    return {
      epoch: this.#epoch,
      confirmed: this.#confirmed,
      waitedOut: this.#behind.map((row) => row.name),
      milliseconds: Math.round(milliseconds),
    };
  }

  /** A row that is gone or has a new incarnation forgot everything before it came back, or its lease was over. */
  #compare(rows: readonly VerifierRow[]): void {
    const first = this.#first ?? new Map(rows.map((row) => [row.id, row]));
    this.#first = first;
    const watched = rows.filter((row) => row.incarnation === first.get(row.id)?.incarnation);
    this.#behind = watched.filter((row) => row.ackedEpoch < this.#epoch);
    this.#confirmed = watched.length - this.#behind.length;
  }
}

function pause(milliseconds: number, timers: Timers): Promise<void> {
  return new Promise((resolve) => {
    timers.after(milliseconds, resolve);
  });
}
