import { driftMarginMs, leaseMs } from '@rollcall/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MessageStep, Run, type Step, type TimeStep } from './simulation/run.ts';

const histories = 1_000;
const hour = 3_600_000;
const some = fc.nat({ max: 30 });
const node = fc.nat({ max: 1 });
const milliseconds = fc.constantFrom(1, 10, 50, 300, leaseMs / 3, leaseMs - 10, leaseMs, leaseMs + driftMarginMs);
/**
 * A machine that sleeps has no clock that is set, and the other way round: between waking up and the next sync nothing
 * tells that a wall clock set back hides the sleep (`lease.ts` says why that is left so).
 */
const stepOf = (mishap: fc.Arbitrary<Step>): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 2, arbitrary: mishap },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('verify' as const), node, credential: some }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('revoke' as const), subject: some }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('issue' as const), account: node }) },
    { weight: 9, arbitrary: fc.record({ do: fc.constant<MessageStep>('answer'), message: some }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom<MessageStep>('execute', 'deliver'), message: some }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant<MessageStep>('lose'), message: some }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant<TimeStep>('pass'), node, milliseconds }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('tidy' as const) }) },
  );
const asleep = fc.record({ do: fc.constantFrom<TimeStep>('stall', 'suspend'), node, milliseconds });
const clockSet = fc.record({ do: fc.constant('jump' as const), node, milliseconds: fc.constantFrom(-hour, hour) });
const steps = fc.oneof(
  ...[asleep, clockSet].map((mishap) => fc.array(stepOf(mishap), { minLength: 20, maxLength: 120 })),
);

describe.each([true, false])('with wake-ups: %s', (wakeUps) => {
  test('no verify accepts what a revocation had ended and answered before it started, whatever happens in between', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const run = new Run(wakeUps);
        await run.begin();
        for (const next of taken) await run.take(next);
        expect(run.history.broken()).toEqual([]);
        await run.end();
        expect(run.history.broken()).toEqual([]);
        expect(await run.leftWrong()).toEqual([]);
      }),
      { numRuns: histories },
    );
  }, 120_000);
});
