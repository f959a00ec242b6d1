import { createHash } from 'node:crypto';
import {
  parseAddress,
  Refusal,
  type Throttle,
  type ThrottleKey,
  type ThrottleRule,
  throttleRules,
} from '@rollcall/core';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from './network.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface Rule {
  /** Failures within the window that cost nothing. */
  readonly free: number;
  readonly windowMs: number;
  /** Each further try makes the next one wait: this long, then twice as long each time, at most the longest. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** What is counted together. */
  readonly counts: (key: string) => string;
}

const asGiven = (key: string) => key;
const byNetwork = (key: string) => (parseAddress(key) === null ? key : networkOf(key));

/**
 * Delays before locks: nobody is shut out for good, and guessing still comes to a hundred or so tries a day. A device that
 * is known has a count of its own, so that it gets in while strangers guess.
 */
export const rules: Record<ThrottleRule, Rule> = {
  account: {
    free: 5,
    windowMs: 24 * hourMs,
    firstWaitMs: 2_000,
    longestWaitMs: 15 * minuteMs,
    counts: asGiven,
  },
  account_from_device: {
    free: 10,
    windowMs: hourMs,
    firstWaitMs: 1_000,
    longestWaitMs: 5 * minuteMs,
    counts: asGiven,
  },
  // However many devices are known, guessing comes to no more than from none.
  code_from_devices: {
    free: 20,
    windowMs: 24 * hourMs,
    firstWaitMs: 2_000,
    longestWaitMs: 15 * minuteMs,
    counts: asGiven,
  },
  // An office or a carrier's customers may share one: generous, and never long.
  network: { free: 60, windowMs: hourMs, firstWaitMs: 1_000, longestWaitMs: 30_000, counts: byNetwork },
  // A link's secret cannot be guessed; this keeps the store from being asked for nothing.
  link: { free: 30, windowMs: hourMs, firstWaitMs: 1_000, longestWaitMs: minuteMs, counts: byNetwork },
  // A passkey cannot be guessed either. A page may ask for one whenever it is shown, and an office shares an address.
  passkey: { free: 300, windowMs: hourMs, firstWaitMs: 1_000, longestWaitMs: 30_000, counts: byNetwork },
  // Anybody may make an organization: what they write into invitations must not reach whomever they like.
  invitation: { free: 200, windowMs: 24 * hourMs, firstWaitMs: 2_000, longestWaitMs: 15 * minuteMs, counts: asGiven },
  // Nothing is guessed by going to and fro, but each time writes a session and waits for every verifier.
  switch: { free: 60, windowMs: hourMs, firstWaitMs: 1_000, longestWaitMs: minuteMs, counts: asGiven },
  mail: {
    free: 5,
    windowMs: 24 * hourMs,
    firstWaitMs: 5 * minuteMs,
    longestWaitMs: 4 * hourMs,
    counts: byNetwork,
  },
};

/** A durable count for each key. Storage makes them; a name is used once. */
export type MakeCounter = (options: {
  readonly keyPrefix: string;
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
}) => RateLimiterAbstract;

interface Counters {
  readonly tries: RateLimiterAbstract;
  /** Holds one point for as long as the next try must wait. */
  readonly waits: RateLimiterAbstract;
}

/** `onRefused` hears of each try that was not even looked at. */
export function createThrottle(makeCounter: MakeCounter, onRefused: (rule: ThrottleRule) => void = () => {}): Throttle {
  const counters = Object.fromEntries(
    throttleRules.map((rule) => {
      const duration = rules[rule].windowMs / 1_000;
      const tries = makeCounter({ keyPrefix: `${rule}-tries`, points: rules[rule].free, duration });
      return [rule, { tries, waits: makeCounter({ keyPrefix: `${rule}-waits`, points: 1, duration }) }];
    }),
  ) as Record<ThrottleRule, Counters>;

  async function takeBack({ rule, key }: ThrottleKey): Promise<void> {
    const { tries, waits } = counters[rule];
    const counted = countedAs(rule, key);
    const { consumedPoints } = await tries.reward(counted);
    if (consumedPoints >= rules[rule].free) await waits.delete(counted);
  }

  return {
    async attempt(keys) {
      const counted: ThrottleKey[] = [];
      for (const key of keys) {
        const waitMs = await count(counters[key.rule], key);
        if (waitMs !== null) {
          await Promise.all(counted.map(takeBack));
          onRefused(key.rule);
          throw new Refusal('throttled', { retryAfterMs: Math.max(waitMs, 1) });
        }
        counted.push(key);
      }
    },
    async succeeded(keys) {
      await Promise.all(keys.map(takeBack));
    },
  };
}

/** Counts a try. Returns how long it has to wait instead, and then it does not count: only guesses that were judged do. */
async function count({ tries, waits }: Counters, { rule, key }: ThrottleKey): Promise<number | null> {
  const counted = countedAs(rule, key);
  const waiting = await waits.get(counted);
  if (waiting !== null && waiting.consumedPoints > 0) return waiting.msBeforeNext;
  const { consumedPoints } = await tries.penalty(counted);
  if (consumedPoints <= rules[rule].free) return null;
  try {
    // Of tries at the same moment one gets the point.
    await waits.consume(counted, 1, { customDuration: waitAfter(rules[rule], consumedPoints) / 1_000 });
    return null;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    await tries.reward(counted);
    return refused.msBeforeNext;
  }
}

/** How long the next try waits after so many. */
export function waitAfter({ free, firstWaitMs, longestWaitMs }: Rule, tries: number): number {
  return Math.min(firstWaitMs * 2 ** (tries - free - 1), longestWaitMs);
}

/** Of one length whatever was typed, and unreadable: people type passwords where a name was expected. */
function countedAs(rule: ThrottleRule, key: string): string {
  return createHash('sha256')
    .update(`${rule}\n${rules[rule].counts(key)}`)
    .digest('base64url')
    .slice(0, 22);
}
