import { median, type SpeedComparison, type Spent } from '../measuring.ts';

/** A peer's figures beside ours, from rounds that took turns. `floor` is the peer. */
export interface AgainstPeer {
  readonly peer: string;
  readonly comparison: SpeedComparison;
  /** The figure that is compared, and how many times better ours has to be; `null` where only the figure is told. */
  readonly figure: 'cpu' | 'rate';
  readonly atLeast: number | null;
  /** Microseconds of processor time an operation, with the peer's store and all that each does beside its requests. */
  readonly everything?: { readonly ours: number; readonly peer: number };
  /** What checking the session costs over HTTP. Where it was measured, this is what has to be so many times better. */
  readonly check?: Check;
}

/** Microseconds of processor time that a request costs over and above the bare server that answers without looking. */
export interface Check {
  readonly bare: number;
  readonly ours: number;
  readonly peer: number;
  /** Of each round: what its three servers took for a request. */
  readonly rounds: readonly Readonly<Record<'ours' | 'peer' | 'bare', number>>[];
}

/** Of rounds that three servers took by turns. */
export function checkOf(spent: Readonly<Record<'ours' | 'peer' | 'bare', readonly Spent[]>>): Check {
  const cost = (one: Spent | undefined) => (one === undefined ? Number.NaN : one.cpuMicroseconds / one.operations);
  const rounds = spent.bare.map((bare, round) => {
    return { ours: cost(spent.ours[round]), peer: cost(spent.peer[round]), bare: cost(bare) };
  });
  return {
    bare: median(rounds.map(({ bare }) => bare)),
    ours: median(rounds.map(({ ours, bare }) => ours - bare)),
    peer: median(rounds.map(({ peer, bare }) => peer - bare)),
    rounds,
  };
}

/**
 * Whether the peer's check costs so many times ours, in the middle round. As a difference and not as a quotient: ours is so
 * little beside what HTTP costs that a quotient of the two would be noise, and without meaning where a round finds nothing.
 */
function isCheaper({ rounds }: Check, times: number): boolean {
  return median(rounds.map(({ ours, peer, bare }) => (peer - bare - times * (ours - bare)) / bare)) >= 0;
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
  const { atLeast, check } = line;
  if (atLeast === null) return true;
  return check === undefined ? advantageOf(line) >= atLeast : isCheaper(check, atLeast);
}
