import { expect, test } from 'vitest';
import { type BudgetName, budgetNames } from './budgets.ts';
import { documentOf } from './document.ts';
import { measurements } from './measurements.ts';
import { type Compared, compare, type Found } from './measuring.ts';
import { type AgainstPeer, checkOf } from './peers/against.ts';
import { peerMeasurementNames } from './peers/measurements.ts';
import type { PeerResults } from './peers/report.ts';
import type { Staleness } from './peers/staleness.ts';
import { linesOf, type Results, tableOf } from './report.ts';
import { exitCodeOf, type Run, textOf } from './run.ts';

const times = (ratio: number): Compared => ({ ours: ratio, floor: 1, ratio });

const foundSpeed = (cpu: number, rate: number) => ({ cpu: times(cpu), rate: times(rate), rounds: 1 });

function found(cpu: number, rate: number): Found {
  return { comparison: foundSpeed(cpu, rate), asides: [] };
}

function foundInMemory(room: number, pause: number): Found {
  return { comparison: { room: times(room), pause: times(pause), rounds: 1 }, asides: [] };
}

const allAs = (one: Found): Results => Object.fromEntries(budgetNames.map((name) => [name, one]));

const stale = (isOurs: boolean, acceptedMs: number | null, isBroughtBack: boolean): Staleness => {
  return { peer: isOurs ? 'Rollcall' : 'a peer', isOurs, setting: '', acceptedMs, isBroughtBack };
};

const aRun = (parts: Partial<Run>): Run => ({ floors: {}, peers: {}, staleness: null, ...parts });

test('every budget is measured, and nothing is measured without one', () => {
  expect(Object.keys(measurements).toSorted()).toEqual(budgetNames.toSorted());
});

test('a run that is as fast as its floors is within every budget', () => {
  const floors = allAs(found(1, 3));
  expect(linesOf(floors)).toHaveLength(2 * budgetNames.length);
  expect(exitCodeOf(aRun({ floors }), 'hold the budgets')).toBe(0);
  expect(tableOf({ ...floors, 'verifier-memory': foundInMemory(320, 20) })).not.toContain('MISSED');
});

const tooDear: [BudgetName, Found][] = [
  ['cached-verify', found(1.31, 1)],
  ['http-verify', found(1.16, 1)],
  ['http-verify', found(1, 0.86)],
  ['behind-nginx', found(1.21, 1)],
  ['missed-verify', found(2.01, 1)],
  ['coalesced-misses', found(1, 2.4)],
  ['verifier-memory', foundInMemory(320.5, 1)],
  ['verifier-memory', foundInMemory(1, 20.1)],
  ['create-session', found(1, 0.69)],
  ['list-my-sessions', found(2.01, 1)],
  ['organization-page', found(2.01, 1)],
];

test.each(tooDear)('one missed budget fails the run, unless only a report is asked for: %s', (name, missed) => {
  const run = aRun({ floors: { ...allAs(found(1, 3)), [name]: missed } });
  expect(exitCodeOf(run, 'hold the budgets')).toBe(1);
  expect(exitCodeOf(run, 'only report')).toBe(0);
  expect(textOf(run)).toContain('MISSED');
});

/** `cpu` and `rate` are ours as multiples of the peer's. */
function beside(figure: AgainstPeer['figure'], atLeast: number | null, cpu: number, rate: number): PeerResults {
  const line = { peer: 'a peer', figure, atLeast, comparison: foundSpeed(cpu, rate) };
  return { 'peers-http': { lines: [line], asides: ['how it is set up'] } };
}

test('a peer that costs as many times more as was promised, or answers as many times less, is within', () => {
  for (const peers of [beside('cpu', 20, 0.05, 1), beside('rate', 10, 1, 10), beside('cpu', null, 1, 1)]) {
    expect(exitCodeOf(aRun({ peers }), 'hold the budgets')).toBe(0);
    expect(textOf(aRun({ peers }))).not.toContain('MISSED');
  }
});

test('a peer that comes nearer than was promised fails the run', () => {
  for (const peers of [beside('cpu', 20, 0.051, 1), beside('rate', 10, 1, 9.9)]) {
    expect(exitCodeOf(aRun({ peers }), 'hold the budgets')).toBe(1);
    expect(textOf(aRun({ peers }))).toContain('MISSED');
  }
});

/** Rounds of 100 requests, in microseconds of processor time a request. */
function checked(rounds: readonly (readonly [ours: number, peer: number, bare: number])[]): PeerResults {
  const spent = (side: 0 | 1 | 2) =>
    rounds.map((round) => ({ operations: 100, cpuMicroseconds: 100 * round[side], wallMilliseconds: 1 }));
  const check = checkOf({ ours: spent(0), peer: spent(1), bare: spent(2) });
  const comparison = compare(spent(0), spent(1));
  const line = { peer: 'a peer', figure: 'cpu', atLeast: 15, comparison, check } as const;
  return { 'peers-http': { lines: [line], asides: [] } };
}

test('where a bare server was asked beside, the budget is about what the check costs over and above it', () => {
  const held = aRun({ peers: checked([[22, 50, 20]]) });
  expect(exitCodeOf(held, 'hold the budgets')).toBe(0);
  for (const part of ['2.00 µs : 30.00 µs', '15.0', '2.3', '2.5']) expect(textOf(held)).toContain(part);
  expect(exitCodeOf(aRun({ peers: checked([[22, 49, 20]]) }), 'hold the budgets')).toBe(1);
});

test('a round in which ours costs no more than the bare server says nothing wrong, and one that was disturbed decides nothing', () => {
  const quiet: [number, number, number] = [22, 60, 20];
  expect(exitCodeOf(aRun({ peers: checked([quiet, [19, 60, 20], quiet]) }), 'hold the budgets')).toBe(0);
  expect(exitCodeOf(aRun({ peers: checked([quiet, [90, 60, 20], quiet]) }), 'hold the budgets')).toBe(0);
  expect(textOf(aRun({ peers: checked([[20, 60, 20]]) }))).toContain('too many to tell');
});

test('an ended session that is believed fails the run where it is ours, and is told where it is a peer’s', () => {
  const peers = [stale(false, 299_600, true), stale(false, null, false)];
  const never = [stale(true, 0, false), ...peers];
  expect(exitCodeOf(aRun({ staleness: never }), 'hold the budgets')).toBe(0);
  expect(textOf(aRun({ staleness: never }))).toContain('299.6 s');
  for (const ours of [stale(true, 1, false), stale(true, null, false), stale(true, 0, true)]) {
    expect(exitCodeOf(aRun({ staleness: [ours, ...peers] }), 'hold the budgets')).toBe(1);
  }
});

test('the document has every part of a full run', () => {
  const one = beside('cpu', 20, 0.05, 1)['peers-http'];
  const peers: PeerResults = Object.fromEntries(peerMeasurementNames.map((name) => [name, one]));
  const run = { floors: allAs(found(1, 3)), peers, staleness: [stale(true, 0, false)] };
  const document = documentOf(run, new Date('2026-11-22T12:00:00Z'));
  for (const name of [...budgetNames, ...peerMeasurementNames, 'how it is set up', 'not once'])
    expect(document).toContain(name);
});
