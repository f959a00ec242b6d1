import type { SpeedComparison } from '../measuring.ts';

/** A peer's figures beside ours, from rounds that took turns. `floor` is the peer. */
export interface AgainstPeer {
  readonly peer: string;
  readonly comparison: SpeedComparison;
  /** The figure that is compared, and how many times better ours has to be; `null` where only the figure is told. */
  readonly figure: 'cpu' | 'rate';
  readonly atLeast: number | null;
  /** Microseconds of processor time an operation, with the peer's store and all that each does beside its requests. */
  readonly everything?: { readonly ours: number; readonly peer: number };
}

export interface PeersFound {
  readonly lines: readonly AgainstPeer[];
  readonly asides: readonly string[];
}

/** How many times better ours is: less processor time, or more operations a second. */
export function advantageOf({ comparison, figure }: Pick<AgainstPeer, 'comparison' | 'figure'>): number {
  return figure === 'cpu' ? 1 / comparison.cpu.ratio : comparison.rate.ratio;
}

export function isHeld(line: AgainstPeer): boolean {
  return line.atLeast === null || advantageOf(line) >= line.atLeast;
}
