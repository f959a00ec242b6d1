import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CredentialStore, Use } from '@rollcall/core';
import type { Log } from './log.ts';

export interface UseRecorderDeps {
  /** Hands out, one by one, the last use of each credential since the last call; the verifier's. */
  readonly takeUses: () => Iterable<Use>;
  readonly credentials: Pick<CredentialStore, 'noteUses'>;
  readonly log: Log;
}

/** Writes last activity every few seconds in one statement, so that it never costs a request a write. */
export interface UseRecorder {
  start(): void;
  /** Writes what was collected. What cannot be written is kept for the next time. Never rejects. */
  flush(): Promise<void>;
  /** Stops, and writes what is left. */
  stop(): Promise<void>;
}

const flushEveryMs = 5_000;
/** One statement for nearly everybody. On SQLite the process does nothing else meanwhile, so that a crowd waits its turn. */
const mostAtOnce = 1_000;

export function createUseRecorder({ takeUses, credentials, log }: UseRecorderDeps): UseRecorder {
  /** What could not be written. Nothing more is taken before it is: the verifier holds the rest, in less room. */
  let kept: readonly Use[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    if (!(await isWritten(kept))) return;
    for (const uses of inBatches(takeUses())) {
      if (!(await isWritten(uses))) return;
      if (uses.length === mostAtOnce) await nextTurn();
    }
  }

  async function isWritten(uses: readonly Use[]): Promise<boolean> {
    kept = uses;
    try {
      if (uses.length > 0) await credentials.noteUses(uses);
      kept = [];
    } catch (error) {
      log.warn({ err: error, kept: uses.length }, 'Last activity could not be written; it is kept and tried again.');
    }
    return kept.length === 0;
  }

  function flush(): Promise<void> {
    writing = writing.then(write);
    return writing;
  }

  return {
    start() {
      timer ??= setInterval(flush, flushEveryMs).unref();
    },
    flush,
    async stop() {
      if (timer !== null) clearInterval(timer);
      await flush();
    },
  };
}

function* inBatches(uses: Iterable<Use>): Generator<readonly Use[], void> {
  let batch: Use[] = [];
  for (const use of uses) {
    batch.push(use);
    if (batch.length < mostAtOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
