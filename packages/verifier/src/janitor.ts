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
  const { monotonic = () => performance.now(), driftMarginMs = defaultDriftMarginMs } = options;
  let seen = new Map<string, Seen>();
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();
  let started = false;

  async function tidy(): Promise<void> {
    await removeStaleVerifiers();
    while ((await store.forgetRevocations(forgottenAtOnce)) === forgottenAtOnce);
  }

  /** A row may go when its renewals stood still for a whole lease: counted from when we first saw that number. */
  async function removeStaleVerifiers(): Promise<void> {
    const rows = await store.verifiers();
    const now = monotonic();
    const still = new Map<string, Seen>();
    for (const row of rows) {
      const before = seen.get(row.id);
      const unmoved = before?.row.incarnation === row.incarnation && before.row.renewals === row.renewals;
      const first = unmoved ? before : { row, at: now };
      still.set(row.id, first);
      if (now - first.at < leaseMs + driftMarginMs) continue;
      if (await store.removeStale(row))
        log.info({ verifier: row.name }, 'Removed a verifier that is not heard of any more.');
    }
    seen = still;
  }

  function runAfter(milliseconds: number): void {
    cancel = timers.after(milliseconds, () => {
      running = tidy()
        .catch((error: unknown) => log.warn({ err: error }, 'Could not tidy up after verifiers.'))
        .then(() => {
          if (started) runAfter(leaseMs);
        });
    });
  }

  return {
    start() {
      started = true;
      runAfter(0);
    },
    async stop() {
      started = false;
      cancel();
      await running;
    },
    tidy,
  };
}
