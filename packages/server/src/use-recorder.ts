import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CredentialStore, Use } from '@rollcall/core';
import type { Log } from './log.ts';

export interface UseRecorderDeps {
  /** Hands out the last use of each credential since the last call; the verifier's. */
  readonly takeUses: () => readonly Use[];
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
  /** By credential, so that it stays as small as the verifier's memory however long the store is away. */
  const kept = new Map<string, Use>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  function keep(uses: Iterable<Use>): void {
    for (const use of uses) {
      if (use.at >= (kept.get(use.id)?.at ?? 0)) kept.set(use.id, use);
    }
  }

  async function write(): Promise<void> {
    keep(takeUses());
    if (kept.size === 0) return;
    const uses = [...kept.values()];
    kept.clear();
    for (let from = 0; from < uses.length; from += mostAtOnce) {
      try {
        await credentials.noteUses(uses.slice(from, from + mostAtOnce));
      } catch (error) {
        keep(uses.slice(from));
        log.warn({ err: error, kept: kept.size }, 'Last activity could not be written; it is kept and tried again.');
        return;
      }
      if (from + mostAtOnce < uses.length) await nextTurn();
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
