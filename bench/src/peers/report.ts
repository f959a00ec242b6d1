import { aligned, microseconds, perSecond } from '../table.ts';
import { type AgainstPeer, advantageOf, isHeld, type PeersFound } from './against.ts';
import { type PeerMeasurementName, peerMeasurements } from './measurements.ts';
import type { Staleness } from './staleness.ts';

export type PeerResults = Partial<Record<PeerMeasurementName, PeersFound>>;

const headings = ['peer', 'figure', 'ours', 'peer', 'times better', 'budget', '', 'with all beside'];

/** A table for each measurement, with what was measured above it and what is worth knowing below. */
export function peerTablesOf(results: PeerResults): string {
  return entriesOf(results)
    .map(([name, { lines, asides }]) => {
      const rounds = lines[0]?.comparison.rounds ?? 0;
      const above = `**${name}**: ${peerMeasurements[name].what}. ${rounds} rounds.`;
      const below = asides.map((aside) => `- ${aside}`).join('\n');
      return `${above}\n\n${aligned(headings, lines.map(cellsOf))}\n\n${below}`;
    })
    .join('\n\n');
}

function entriesOf(results: PeerResults): [PeerMeasurementName, PeersFound][] {
  return Object.entries(results) as [PeerMeasurementName, PeersFound][];
}

function cellsOf(line: AgainstPeer): string[] {
  const { peer, figure, comparison, atLeast, everything } = line;
  const text = figure === 'cpu' ? microseconds : perSecond;
  return [
    peer,
    figure === 'cpu' ? 'CPU' : 'rate',
    text(comparison[figure].ours),
    text(comparison[figure].floor),
    advantageOf(line).toFixed(1),
    atLeast === null ? '' : `≥ ${atLeast}`,
    atLeast === null ? '' : isHeld(line) ? 'within' : 'MISSED',
    everything === undefined
      ? ''
      : `${microseconds(everything.ours)} : ${microseconds(everything.peer)} = ${(everything.peer / everything.ours).toFixed(1)}`,
  ];
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
