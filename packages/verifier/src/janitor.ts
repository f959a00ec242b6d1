import {
  driftMarginMs as defaultDriftMarginMs,
  leaseMs as defaultLeaseMs,
  type VerifierRow,
  type VerifierStore,
} from '@rollcall/core';
import { silent, type VerifierLog } from './log.ts';
import { backgroundTimers, type Timers } from './time.ts';

export interface JanitorOptions {
  readonly store: Pick<VerifierStore, 'verifiers' | 'removeStale' | 'forgetRevocations'>;
  /** A clock that cannot be set and stands still with the machine: it must never run ahead of a verifier's. */
  readonly monotonic?: () => number;
  readonly timers?: Timers;
  readonly leaseMs?: number;
  readonly driftMarginMs?: number;
  readonly log?: VerifierLog;
}

export interface Janitor {
  start(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
  /** One round; also run by itself once in each length of a lease. */
  tidy(): Promise<void>;
}

interface Seen {
  readonly row: VerifierRow;
  readonly at: number;
}

const forgottenAtOnce = 1_000;

/** Removes the rows of verifiers that died, so that no revocation waits for them, and revocations that all have applied. */
export function createJanitor(options: JanitorOptions): Janitor {
  const { store, log = silent, timers = backgroundTimers, leaseMs = defaultLeaseMs } = options;
  const rows = new RowWatch(options);
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();
  let isStarted = false;

  async function tidy(): Promise<void> {
    await rows.removeStale();
    while ((await store.forgetRevocations(forgottenAtOnce)) === forgottenAtOnce);
  }

  function tidyAfter(milliseconds: number): void {
    cancel = timers.after(milliseconds, () => {
      running = tidy()
        .catch((error: unknown) => log.warn({ err: error }, 'Could not tidy up after verifiers.'))
        .then(() => {
          if (isStarted) tidyAfter(leaseMs);
        });
    });
  }

  return {
    start() {
      isStarted = true;
      tidyAfter(0);
    },
    async stop() {
      isStarted = false;
      cancel();
      await running;
    },
    tidy,
  };
}

/** Remembers since when each row's renewals stand still: a lease after that its verifier trusts its memory no more. */
class RowWatch {
  readonly #options: JanitorOptions;
  readonly #lastsMs: number;
  #seen = new Map<string, Seen>();

  constructor(options: JanitorOptions) {
    this.#options = options;
    this.#lastsMs = (options.leaseMs ?? defaultLeaseMs) + (options.driftMarginMs ?? defaultDriftMarginMs);
  }

  async removeStale(): Promise<void> {
    const { store, log = silent, monotonic = () => performance.now() } = this.#options;
    const rows = await store.verifiers();
    const now = monotonic();
    this.#seen = new Map(rows.map((row) => [row.id, this.#firstSeen(row, now)]));
    for (const { row, at } of this.#seen.values()) {
      if (now - at < this.#lastsMs) continue;
      if (await store.removeStale(row)) log.info({ verifier: row.name }, 'Removed a verifier that is silent.');
    }
  }

  #firstSeen(row: VerifierRow, now: number): Seen {
    const before = this.#seen.get(row.id);
    const isUnmoved = before?.row.incarnation === row.incarnation && before.row.renewals === row.renewals;
    return isUnmoved ? before : { row, at: now };
  }
}
