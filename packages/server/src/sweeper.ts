import { setImmediate, setTimeout } from 'node:timers/promises';
import { type Deps, lockOutDue, settleLapsedHolds, settleLeftChallenges, writeEndings } from '@rollcall/core';
import type { Log } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';

export type SweeperDeps = Pick<
  Deps,
  | 'chance'
  | 'clock'
  | 'credentials'
  | 'factors'
  | 'grants'
  | 'holds'
  | 'hostCodes'
  | 'links'
  | 'lockOuts'
  | 'log'
  | 'outbox'
  | 'post'
  | 'services'
  | 'signInChallenges'
  | 'transaction'
  | 'trusts'
>;

/** Cleans up behind what has ended. Nothing waits for it, and every list answers alike before and after. */
export interface Sweeper {
  start(): void;
  /** Cleans up now. Resolves when nothing is left to do. */
  nudge(): Promise<void>;
  /** Finishes the batch it is at and stops. */
  stop(): Promise<void>;
}

const sweepEveryMs = 60_000;
const dayMs = 86_400_000;
/** How long a link that has ended can still say why it does not work. */
const endedLinkDays = 30;
/** How long a message that could not be delivered can still be sent after all. */
const laidAsideDays = 30;
/** Rows at a time, so that the embedded database never holds up anything else for long. */
export const sweptAtOnce = 200;

/** Tells whoever looks at that account's pages that something about it changed. */
type Tell = (accountId: string) => void;

/** What one batch came to. */
interface Done {
  readonly rows: number;
  readonly isMoreLeft: boolean;
}

type Job = (deps: SweeperDeps, tell: Tell) => Promise<number | Done>;

/** Each does at most one batch and returns how many rows that were; a full one means that there may be more. */
const jobs: Record<string, Job> = {
  'settle lapsed holds': async (deps, tell) => {
    const accountIds = await settleLapsedHolds(deps, sweptAtOnce);
    for (const accountId of accountIds) tell(accountId);
    return accountIds.length;
  },
  'lock out who is due': (deps) => lockOutDue(deps, sweptAtOnce),
  'forget expired grants': ({ grants, clock }) => grants.forgetExpired(clock.now(), sweptAtOnce),
  'write down what ended': async (deps) => {
    const { ended, isLast } = await writeEndings(deps, sweptAtOnce);
    return { rows: ended.length, isMoreLeft: !isLast };
  },
  'settle sign-ins that were left': (deps) => settleLeftChallenges(deps, sweptAtOnce),
  'forget factors that were not finished': async ({ factors, clock }) => {
    await factors.forgetBegun(clock.now());
    return 0;
  },
  'forget trust that ran out': ({ trusts, clock }) => trusts.forget(clock.now(), sweptAtOnce),
  'forget old sessions': ({ credentials, clock }) => credentials.forgetEnded(clock.now(), sweptAtOnce),
  'erase addresses of sessions': ({ credentials, clock }) => credentials.eraseAddresses(clock.now(), sweptAtOnce),
  'erase addresses in the log': ({ log, clock }) => log.eraseAddresses(clock.now(), sweptAtOnce),
  'forget codes for hosts': async ({ hostCodes, clock }) => {
    await hostCodes.forget(clock.now());
    return 0;
  },
  'forget old proofs': async ({ services, clock }) => {
    await services.forgetReauthentications(clock.now());
    return 0;
  },
  'forget old links': async ({ links, clock }) => {
    await links.forget(clock.now() - endedLinkDays * dayMs);
    return 0;
  },
  'forget what could not be delivered': ({ outbox, clock }) =>
    outbox.forgetLaidAside(clock.now() - laidAsideDays * dayMs, sweptAtOnce),
};

function doneOf(done: number | Done): Done {
  return typeof done === 'number' ? { rows: done, isMoreLeft: done === sweptAtOnce } : done;
}

/** Of the time, the clean-up has a sixth at most: a round through a million sessions must not be felt. */
const restsPerWork = 5;

async function rest(workedMs: number): Promise<void> {
  await setImmediate();
  await setTimeout(Math.floor(restsPerWork * workedMs), undefined, { ref: false });
}

export function createSweeper(
  deps: SweeperDeps,
  log: Log,
  metrics: Pick<Metrics, 'swept' | 'sweepFailed'>,
  tell: Tell,
): Sweeper {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let running: Promise<void> | null = null;

  async function sweep(): Promise<void> {
    for (const [job, doBatch] of Object.entries(jobs)) {
      try {
        while (!stopped) {
          const begun = performance.now();
          const { rows, isMoreLeft } = doneOf(await doBatch(deps, tell));
          metrics.swept(job, rows);
          if (!isMoreLeft) break;
          await rest(performance.now() - begun);
        }
      } catch (error) {
        metrics.sweepFailed(job);
        log.error({ err: error, job }, 'A clean-up failed; it is tried again in a minute.');
      }
    }
  }

  function nudge(): Promise<void> {
    running ??= sweep().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    start() {
      timer ??= setInterval(nudge, sweepEveryMs).unref();
      void nudge();
    },
    nudge,
    async stop() {
      stopped = true;
      if (timer !== null) clearInterval(timer);
      await running;
    },
  };
}
