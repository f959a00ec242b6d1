import { type BudgetName, budgets, type Figure, type Limit } from './budgets.ts';
import type { Comparison, Found } from './measuring.ts';
import { aligned, microseconds, perSecond } from './table.ts';

export type Results = Partial<Record<BudgetName, Found>>;

/** One line of the table: a figure of a measurement, and its limit where it has one. */
interface Line {
  readonly name: BudgetName;
  readonly figure: Figure;
  readonly ours: string;
  readonly floor: string;
  readonly ratio: number;
  readonly limit: Limit | null;
  readonly isWithin: boolean;
}

const figures = ['cpu', 'rate'] as const satisfies readonly Figure[];

export function linesOf(results: Results): Line[] {
  return (Object.keys(budgets) as BudgetName[]).flatMap((name) => {
    const found = results[name];
    return found === undefined ? [] : figures.map((figure) => lineOf(name, figure, found.comparison));
  });
}

function lineOf(name: BudgetName, figure: Figure, comparison: Comparison): Line {
  const { ours, floor, ratio } = comparison[figure];
  const limits: readonly Limit[] = budgets[name].limits;
  const limit = limits.find((one) => one.figure === figure) ?? null;
  const text = figure === 'cpu' ? microseconds : perSecond;
  return { name, figure, ours: text(ours), floor: text(floor), ratio, limit, isWithin: isWithin(ratio, limit) };
}

function isWithin(ratio: number, limit: Limit | null): boolean {
  if (limit === null) return true;
  return limit.figure === 'cpu' ? ratio <= limit.atMost : ratio >= limit.atLeast;
}

export function isWithinBudgets(results: Results): boolean {
  return linesOf(results).every((line) => line.isWithin);
}

const headings = ['what', 'figure', 'ours', 'floor', 'ours / floor', 'budget', ''];

export function tableOf(results: Results): string {
  return aligned(headings, linesOf(results).map(cellsOf));
}

function cellsOf({ name, figure, ours, floor, ratio, limit, isWithin }: Line): string[] {
  const verdict = limit === null ? '' : isWithin ? 'within' : 'MISSED';
  return [name, figure === 'cpu' ? 'CPU' : 'rate', ours, floor, ratio.toFixed(2), budgetText(limit), verdict];
}

function budgetText(limit: Limit | null): string {
  if (limit === null) return '';
  return limit.figure === 'cpu' ? `≤ ${limit.atMost.toFixed(2)}` : `≥ ${limit.atLeast.toFixed(2)}`;
}

/** What the names in the table stand for, and what else was found. */
export function legendOf(results: Results): string {
  return Object.entries(results)
    .map(([name, { comparison, asides }]) => {
      const { what, floor } = budgets[name as BudgetName];
      return [`- **${name}**: ${what}, against ${floor}. ${comparison.rounds} rounds.`, ...asides].join(' ');
    })
    .join('\n');
}
