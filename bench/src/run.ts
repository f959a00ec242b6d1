import { type BudgetName, budgetNames } from './budgets.ts';
import { measurements } from './measurements.ts';
import { type PeerMeasurementName, peerMeasurementNames, peerMeasurements } from './peers/measurements.ts';
import { isNeverStale, isWithinPeerBudgets, type PeerResults, peerTablesOf, stalenessTableOf } from './peers/report.ts';
import { type Staleness, watchEndedSessions } from './peers/staleness.ts';
import type { Place } from './place.ts';
import { isWithinBudgets, legendOf, type Results, tableOf } from './report.ts';

/** All that a run found. */
export interface Run {
  readonly floors: Results;
  readonly peers: PeerResults;
  /** `null` where it was not asked for. */
  readonly staleness: readonly Staleness[] | null;
}

export const allNames: readonly string[] = [...budgetNames, ...peerMeasurementNames, 'staleness'];

/** Measures what is named, one after the other; what takes minutes of waiting is waited for meanwhile. */
export async function run(names: readonly string[], place: Place, isQuick: boolean): Promise<Run> {
  const timed = async <Result>(name: string, measure: () => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    const result = await measure();
    place.say(`${name}: ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    return result;
  };
  const ended = names.includes('staleness')
    ? await timed('staleness, all but waiting', () => watchEndedSessions(place, isQuick))
    : null;
  const floors: Results = {};
  for (const name of Object.keys(measurements) as BudgetName[]) {
    if (names.includes(name)) floors[name] = await timed(name, () => measurements[name](place));
  }
  const peers: PeerResults = {};
  for (const name of Object.keys(peerMeasurements) as PeerMeasurementName[]) {
    if (names.includes(name)) peers[name] = await timed(name, () => peerMeasurements[name].measure(place));
  }
  return { floors, peers, staleness: (await ended?.()) ?? null };
}

/** What was found, as a terminal shows it. */
export function textOf({ floors, peers, staleness }: Run): string {
  const parts = [
    Object.keys(floors).length === 0 ? '' : `${tableOf(floors)}\n\n${legendOf(floors)}`,
    peerTablesOf(peers),
    staleness === null ? '' : stalenessTableOf(staleness),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** 1 where a budget is missed, so that whatever runs the bench notices; 0 where only a report is asked for. */
export function exitCodeOf({ floors, peers, staleness }: Run, asked: 'hold the budgets' | 'only report'): 0 | 1 {
  const isWithin = isWithinBudgets(floors) && isWithinPeerBudgets(peers) && isNeverStale(staleness ?? []);
  return asked === 'hold the budgets' && !isWithin ? 1 : 0;
}
