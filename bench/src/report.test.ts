import { expect, test } from 'vitest';
import { type BudgetName, budgetNames } from './budgets.ts';
import { measurements } from './measurements.ts';
import type { Compared, Found } from './measuring.ts';
import { exitCodeOf, linesOf, type Results, tableOf } from './report.ts';

const times = (ratio: number): Compared => ({ ours: ratio, floor: 1, ratio });

function found(cpu: number, rate: number): Found {
  return { comparison: { cpu: times(cpu), rate: times(rate), rounds: 1 }, asides: [] };
}

const allAs = (one: Found): Results => Object.fromEntries(budgetNames.map((name) => [name, one]));

test('every budget is measured, and nothing is measured without one', () => {
  expect(Object.keys(measurements).toSorted()).toEqual(budgetNames.toSorted());
});

test('a run that is as fast as its floors is within every budget', () => {
  const results = allAs(found(1, 1));
  expect(linesOf(results)).toHaveLength(2 * budgetNames.length);
  expect(exitCodeOf(results, 'hold the budgets')).toBe(0);
  expect(tableOf(results)).not.toContain('MISSED');
});

const tooDear: [BudgetName, Found][] = [
  ['cached-verify', found(1.31, 1)],
  ['http-verify', found(1.16, 1)],
  ['http-verify', found(1, 0.86)],
  ['missed-verify', found(2.01, 1)],
  ['create-session', found(1, 0.69)],
  ['list-my-sessions', found(2.01, 1)],
  ['organization-page', found(2.01, 1)],
];

test.each(tooDear)('one missed budget fails the run, unless only a report is asked for: %s', (name, missed) => {
  const results: Results = { ...allAs(found(1, 1)), [name]: missed };
  expect(exitCodeOf(results, 'hold the budgets')).toBe(1);
  expect(exitCodeOf(results, 'only report')).toBe(0);
  expect(tableOf(results)).toContain('MISSED');
});
