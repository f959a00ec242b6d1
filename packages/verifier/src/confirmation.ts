import {
  type Confirmation,
  driftMarginMs as defaultDriftMarginMs,
  leaseMs as defaultLeaseMs,
  type Receipt,
  type VerifierRow,
  type VerifierStore,
} from '@rollcall/core';
import { gathered } from './gathered.ts';
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

  const wake = shared(() => store.wake());
  const verifiers = shared(() => within(limitMs, timers, store.verifiers()));

  /** Until every verifier has acknowledged that epoch, or no lease can be left. */
  async function watched(epoch: number): Promise<Watch> {
    const watch = new Watch(epoch, monotonic);
    const endsAt = watch.began + limitMs;
    // Only a hint: a verifier that misses it is late, and waited for.
    wake().catch(() => {});
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      // Judged before the rows are read, so that whatever was acknowledged in time is seen.
      const leftMs = endsAt - monotonic();
      await watch.look(() => within(Math.max(leftMs, longestPauseMs), timers, verifiers()));
      if (watch.isDone || leftMs <= 0) return watch;
      await pause(Math.min(pauseMs, leftMs), timers);
    }
  }

  const latestWatched = gathered(watched, (epochs) => Math.max(...epochs));
  return { confirmed: async (epoch) => (await latestWatched(epoch)).receipt(epoch) };
}

/** The verifiers that stood in the store after the commits, and which of them have acknowledged since. */
class Watch {
  readonly #epoch: number;
  readonly #monotonic: () => number;
  readonly began: number;
  /** As first read; `null` until then. Those that register later read an epoch that has it all. */
  #first: Map<string, VerifierRow> | null = null;
  /** As last read, without those that are not waited for any more. */
  #watched: readonly VerifierRow[] = [];
  #failure: unknown;

  /** Begins when everything that it is about has been committed. */
  constructor(epoch: number, monotonic: () => number) {
    this.#epoch = epoch;
    this.#monotonic = monotonic;
    this.began = monotonic();
  }

  get isDone(): boolean {
    return this.#first !== null && this.#behind(this.#epoch).length === 0;
  }

  async look(rows: () => Promise<readonly VerifierRow[]>): Promise<void> {
    try {
      this.#compare(await rows());
    } catch (error) {
      this.#failure = error;
    }
  }

  /** Of that epoch, which may be an earlier one. */
  receipt(epoch: number): Receipt {
    // Nobody can accept it any more, but who was waited for cannot be told.
    if (this.#first === null) throw this.#failure;
    const behind = this.#behind(epoch);
    return {
      epoch,
      confirmed: this.#watched.length - behind.length,
      waitedOut: behind.map((row) => row.name),
      milliseconds: Math.round(this.#monotonic() - this.began),
    };
  }

  #behind(epoch: number): readonly VerifierRow[] {
    return this.#watched.filter((row) => row.ackedEpoch < epoch);
  }

  /** A row that is gone or has a new incarnation forgot everything before it came back, or its lease was over. */
  #compare(rows: readonly VerifierRow[]): void {
    const first = this.#first ?? new Map(rows.map((row) => [row.id, row]));
    this.#first = first;
    this.#watched = rows.filter((row) => row.incarnation === first.get(row.id)?.incarnation);
  }
}

function pause(milliseconds: number, timers: Timers): Promise<void> {
  return new Promise((resolve) => {
    timers.after(milliseconds, resolve);
  });
}
