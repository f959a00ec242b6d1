import { cpuUsage } from 'node:process';
import type { Figure } from './budgets.ts';

/** What some operations took. */
export interface Spent {
  readonly operations: number;
  readonly cpuMicroseconds: number;
  readonly wallMilliseconds: number;
}

/** One round of one side. */
export type Side = () => Spent | Promise<Spent>;

/** A figure of both sides, each the median of its rounds. */
export interface Compared {
  readonly ours: number;
  readonly floor: number;
  /**
   * Ours as a multiple of the floor's: the median of what each round and its neighbor gave. Not the quotient of the two
   * medians, so that a machine which is slower for a while is slower for both.
   */
  readonly ratio: number;
}

/** Of each figure that was measured. */
export type Comparison = Readonly<Partial<Record<Figure, Compared>>> & { readonly rounds: number };

export interface SpeedComparison extends Comparison {
  /** Microseconds of processor time an operation. */
  readonly cpu: Compared;
  /** Operations a second. */
  readonly rate: Compared;
}

/** What a measurement found: the comparison that a budget is about, and what else is worth knowing. */
export interface Found {
  readonly comparison: Comparison;
  readonly asides: readonly string[];
}

/** Processor time as a sentence has it. */
export function inWords({ ours, ratio }: Compared): string {
  return `${ours.toFixed(2)} µs of processor time, ${ratio.toFixed(2)} times the floor`;
}

/** Interleaved rounds, A B then B A, so that neither side always comes first. */
export async function interleave<Name extends string>(
  sides: Readonly<Record<Name, Side>>,
  rounds: number,
): Promise<Record<Name, Spent[]>> {
  const names = Object.keys(sides) as Name[];
  const spent = Object.fromEntries(names.map((name) => [name, [] as Spent[]])) as Record<Name, Spent[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) spent[name].push(await sides[name]());
  }
  return spent;
}

export function compare(ours: readonly Spent[], floor: readonly Spent[]): SpeedComparison {
  return { cpu: compared(ours, floor, cpuOf), rate: compared(ours, floor, rateOf), rounds: ours.length };
}

export function compared<Round>(
  ours: readonly Round[],
  floor: readonly Round[],
  figure: (round: Round) => number,
): Compared {
  const ratios = ours.map((spent, round) => figure(spent) / figure(floor[round] ?? spent));
  return { ours: median(ours.map(figure)), floor: median(floor.map(figure)), ratio: median(ratios) };
}

const cpuOf = ({ cpuMicroseconds, operations }: Spent): number => cpuMicroseconds / operations;
const rateOf = ({ wallMilliseconds, operations }: Spent): number => (operations * 1_000) / wallMilliseconds;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper;
}

/** Runs in this process and counts all that it spends meanwhile: other threads and the collection of garbage too. */
export async function spentHere(operations: number, work: () => void | Promise<void>): Promise<Spent> {
  const cpuBefore = cpuUsage();
  const began = performance.now();
  await work();
  const wallMilliseconds = performance.now() - began;
  const { user, system } = cpuUsage(cpuBefore);
  return { operations, cpuMicroseconds: user + system, wallMilliseconds };
}
