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
/** Of a crowd so many are put in the order in which their rows lie: then they are written by a quarter less work. */
const mostInOrder = 10_000;

export function createUseRecorder({ takeUses, credentials, log }: UseRecorderDeps): UseRecorder {
  /** What is not written yet. Nothing more is taken before it is: the verifier holds the rest, in less room. */
  let kept: readonly Use[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    if (!(await areKeptWritten())) return;
    for (const uses of inBatches(takeUses(), mostInOrder)) {
      kept = uses.length > mostAtOnce ? uses.toSorted(byId) : uses;
      if (!(await areKeptWritten())) return;
    }
  }

  async function areKeptWritten(): Promise<boolean> {
    while (kept.length > 0) {
      if (!(await isWritten(kept.slice(0, mostAtOnce)))) return false;
      const isCrowd = kept.length >= mostAtOnce;
      kept = kept.slice(mostAtOnce);
      if (isCrowd) await nextTurn();
    }
    return true;
  }

  async function isWritten(uses: readonly Use[]): Promise<boolean> {
    try {
      await credentials.noteUses(uses);
      return true;
    } catch (error) {
      log.warn({ err: error, kept: kept.length }, 'Last activity could not be written; it is kept and tried again.');
      return false;
    }
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

/** Ids lie in the order of their births. */
function byId(one: Use, other: Use): number {
  return one.id < other.id ? -1 : 1;
}

function* inBatches(uses: Iterable<Use>, size: number): Generator<readonly Use[], void> {
  let batch: Use[] = [];
  for (const use of uses) {
    batch.push(use);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
