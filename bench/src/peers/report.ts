import { aligned, microseconds, perSecond } from '../table.ts';
import { type AgainstPeer, advantageOf, isHeld, type PeersFound } from './against.ts';
import { type PeerMeasurementName, peerMeasurements } from './measurements.ts';
import type { Staleness } from './staleness.ts';

export type PeerResults = Partial<Record<PeerMeasurementName, PeersFound>>;

/** What a column shows of a line, and what an empty cell is worth: a column that is empty throughout is left out. */
const columns: Readonly<Record<string, (line: AgainstPeer) => string>> = {
  peer: ({ peer }) => peer,
  figure: ({ figure }) => (figure === 'cpu' ? 'CPU' : 'rate'),
  ours: ({ figure, comparison }) => textOf[figure](comparison[figure].ours),
  "peer's": ({ figure, comparison }) => textOf[figure](comparison[figure].floor),
  'times better': (line) => advantageOf(line).toFixed(1),
  'at the most': ({ check, comparison }) => (check === undefined ? '' : (comparison.cpu.floor / check.bare).toFixed(1)),
  'its check': ({ check }) => (check === undefined ? '' : `${microseconds(check.ours)} : ${microseconds(check.peer)}`),
  'check times better': ({ check }) => (check === undefined ? '' : timesText(check.peer / check.ours)),
  budget: ({ atLeast }) => (atLeast === null ? '' : `≥ ${atLeast}`),
  '': (line) => (line.atLeast === null ? '' : isHeld(line) ? 'within' : 'MISSED'),
  'with all beside': ({ everything }) =>
    everything === undefined
      ? ''
      : `${microseconds(everything.ours)} : ${microseconds(everything.peer)} = ${(everything.peer / everything.ours).toFixed(1)}`,
};

const textOf = { cpu: microseconds, rate: perSecond } as const;

/** Where nothing was found of ours beside the bare server, a number would be made up. */
const timesText = (times: number): string => (times > 0 && times < 1_000 ? times.toFixed(1) : 'too many to tell');

/** A table for each measurement, with what was measured above it and what is worth knowing below. */
export function peerTablesOf(results: PeerResults): string {
  return entriesOf(results)
    .map(([name, { lines, asides }]) => {
      const rounds = lines[0]?.comparison.rounds ?? 0;
      const above = `**${name}**: ${peerMeasurements[name].what}. ${rounds} rounds.`;
      const below = asides.map((aside) => `- ${aside}`).join('\n');
      return `${above}\n\n${tableOf(lines)}\n\n${below}`;
    })
    .join('\n\n');
}

function entriesOf(results: PeerResults): [PeerMeasurementName, PeersFound][] {
  return Object.entries(results) as [PeerMeasurementName, PeersFound][];
}

function tableOf(lines: readonly AgainstPeer[]): string {
  const shown = Object.entries(columns).filter(
    ([heading, cell]) => heading === '' || lines.some((line) => cell(line) !== ''),
  );
  return aligned(
    shown.map(([heading]) => heading),
    lines.map((line) => shown.map(([, cell]) => cell(line))),
  );
}

export function isWithinPeerBudgets(results: PeerResults): boolean {
  return entriesOf(results).every(([, { lines }]) => lines.every(isHeld));
}

const stalenessHeadings = ['who', 'after the end accepted for', 'a request in flight brings it back', 'setting'];

export function stalenessTableOf(lines: readonly Staleness[]): string {
  return aligned(
    stalenessHeadings,
    lines.map(({ peer, setting, acceptedMs, isBroughtBack }) => [
      peer,
      acceptedText(acceptedMs),
      isBroughtBack ? 'yes' : 'no',
      setting,
    ]),
  );
}

function acceptedText(acceptedMs: number | null): string {
  if (acceptedMs === null) return 'longer than was waited';
  return acceptedMs === 0 ? 'not once' : `${(acceptedMs / 1_000).toFixed(1)} s`;
}

/** What is promised of ours, whatever the peers do. */
export function isNeverStale(lines: readonly Staleness[]): boolean {
  return lines
    .filter(({ isOurs }) => isOurs)
    .every(({ acceptedMs, isBroughtBack }) => acceptedMs === 0 && !isBroughtBack);
}
