import { describe, expect, it } from 'vitest';
import { paceAll, paceFailures, type Timer } from './pace.ts';

/** A timer that stands still but for what is spent on purpose. */
function stoppedTimer(): Timer & { spend(milliseconds: number): void } {
  let now = 1_000;
  return {
    now: () => now,
    spend(milliseconds) {
      now += milliseconds;
    },
    async wait(milliseconds) {
      now += milliseconds;
    },
  };
}

async function answeredAfter(spent: number, pace: typeof paceAll, fails: boolean): Promise<number> {
  const timer = stoppedTimer();
  const startedAt = timer.now();
  const work = async () => {
    timer.spend(spent);
    if (fails) throw new Error('no');
  };
  await pace(timer, startedAt, work).catch(() => {});
  return timer.now() - startedAt;
}

describe('answers at fixed steps', () => {
  it.each([
    [0, 250],
    [3, 250],
    [249.5, 250],
    [250, 250],
    [251, 500],
    [740, 750],
  ])('%d ms of work fail after %d ms', async (spent, expected) => {
    expect(await answeredAfter(spent, paceFailures, true)).toBe(expected);
    expect(await answeredAfter(spent, paceAll, true)).toBe(expected);
    expect(await answeredAfter(spent, paceAll, false)).toBe(expected);
  });

  it('a success is not held up where only failures are paced', async () => {
    expect(await answeredAfter(3, paceFailures, false)).toBe(3);
  });
});
