import { setImmediate } from 'node:timers/promises';
import { type Deps, sealLog } from '@rollcall/core';
import type { Log } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import { oneAtATime } from './outbox/one-at-a-time.ts';

export type LogSealerDeps = Pick<Deps, 'chains' | 'chance' | 'clock' | 'transaction'>;

/** Seals what was noted, behind the requests: until then a line stands in the log, and its chain does not know of it. */
export interface LogSealer {
  start(): void;
  /** Seals now. Resolves when nothing is left to seal. */
  nudge(): Promise<void>;
  /** Seals what is left and stops. */
  stop(): Promise<void>;
}

const sealEveryMs = 2_000;
/** Lines at a time, so that the embedded database never holds up anything else for long. */
const sealedAtOnce = 100;
const job = 'seal the log';

export function createLogSealer(
  deps: LogSealerDeps,
  log: Log,
  metrics: Pick<Metrics, 'swept' | 'sweepFailed'>,
): LogSealer {
  let timer: NodeJS.Timeout | null = null;

  const nudge = oneAtATime(async () => {
    try {
      await sealAll(deps, (lines) => metrics.swept(job, lines));
    } catch (error) {
      metrics.sweepFailed(job);
      log.error({ err: error, job }, 'The log could not be sealed; it is tried again.');
    }
  });

  return {
    start() {
      timer ??= setInterval(nudge, sealEveryMs).unref();
      void nudge();
    },
    nudge,
    async stop() {
      if (timer !== null) clearInterval(timer);
      await nudge();
    },
  };
}

/** Until nothing is left to seal, or somebody else is at it. */
export async function sealAll(deps: LogSealerDeps, onSealed: (lines: number) => void = () => {}): Promise<void> {
  for (;;) {
    const lines = await sealLog(deps, sealedAtOnce);
    onSealed(lines);
    if (lines < sealedAtOnce) return;
    await setImmediate();
  }
}
