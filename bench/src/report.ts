import { type BudgetName, budgets, type Figure, figures, type Limit } from './budgets.ts';
import type { Compared, Found } from './measuring.ts';
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

interface Wording {
  readonly heading: string;
  readonly text: (value: number) => string;
  /** Whether a limit is about our figure itself, or about its ratio to the floor's. */
  readonly held: 'ours' | 'ratio';
}

const wording: Readonly<Record<Figure, Wording>> = {
  cpu: { heading: 'CPU', text: microseconds, held: 'ratio' },
  rate: { heading: 'rate', text: perSecond, held: 'ratio' },
  room: { heading: 'room', text: (value) => `${Math.round(value)} B`, held: 'ours' },
  pause: { heading: 'pause', text: (value) => `${value.toFixed(1)} ms`, held: 'ours' },
};

export function linesOf(results: Results): Line[] {
  return (Object.keys(budgets) as BudgetName[]).flatMap((name) => {
    const found = results[name];
    return figures.flatMap((figure) => {
      const compared = found?.comparison[figure];
      return compared === undefined ? [] : [lineOf(name, figure, compared)];
    });
  });
}

function lineOf(name: BudgetName, figure: Figure, compared: Compared): Line {
  const { ours, floor, ratio } = compared;
  const { text, held } = wording[figure];
  const limits: readonly Limit[] = budgets[name].limits;
  const limit = limits.find((one) => one.figure === figure) ?? null;
  return {
    name,
    figure,
    ours: text(ours),
    floor: text(floor),
    ratio,
    limit,
    isWithin: isWithin(compared[held], limit),
  };
}

function isWithin(value: number, limit: Limit | null): boolean {
  if (limit === null) return true;
  return 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
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
  return [name, wording[figure].heading, ours, floor, ratio.toFixed(2), budgetText(figure, limit), verdict];
}

function budgetText(figure: Figure, limit: Limit | null): string {
  if (limit === null) return '';
  const { held, text } = wording[figure];
  const bound = 'atMost' in limit ? limit.atMost : limit.atLeast;
  return `${'atMost' in limit ? '≤' : '≥'} ${held === 'ours' ? text(bound) : bound.toFixed(2)}`;
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
