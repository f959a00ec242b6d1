import { type BudgetName, budgets, type Figure, type Limit } from './budgets.ts';
import type { Comparison, Found } from './measuring.ts';

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

/** 1 where a budget is missed, so that whatever runs the bench notices; 0 where only a report is asked for. */
export function exitCodeOf(results: Results, asked: 'hold the budgets' | 'only report'): 0 | 1 {
  return asked === 'hold the budgets' && linesOf(results).some((line) => !line.isWithin) ? 1 : 0;
}

const headings = ['what', 'figure', 'ours', 'floor', 'ours / floor', 'budget', ''];

/** A table that reads as it is in a terminal and as Markdown. */
export function tableOf(results: Results): string {
  const rows = linesOf(results).map(cellsOf);
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)),
  );
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
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

const microseconds = (value: number): string => `${value.toFixed(2)} µs`;
const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;
