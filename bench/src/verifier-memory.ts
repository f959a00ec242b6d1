import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compared, type Found } from './measuring.ts';
import type { Place } from './place.ts';

/** A turn of the event loop, in milliseconds. */
export interface Turn {
  /** Processor time of its thread: whoever else needs the cores does not make it longer. */
  readonly busy: number;
  /** Of that in the kernel: finding room for pages. */
  readonly kernel: number;
  /** By the clock. */
  readonly clock: number;
  /** By the clock, collecting garbage. */
  readonly collecting: number;
}

export interface Longest {
  /** The one that took most processor time. */
  readonly busy: Turn;
  /** By the clock, of all turns: with whatever took the core away meanwhile. */
  readonly clock: number;
}

/** What one process found of a memory. */
export interface Weighed {
  readonly bytesPerSession: number;
  /** While the sessions come. */
  readonly growing: Longest;
  /** While others take their places. */
  readonly churning: Longest;
}

/** Of ours: the floor takes more than a minute, so that it is weighed once. */
const rounds = 3;
/** V8 lets its nursery grow with the age of a process, whatever is in it: here it has its usual size from the beginning. */
const options = ['--expose-gc', '--min-semi-space-size=16', '--max-semi-space-size=16'];

/** Each memory in a fresh process, so that nothing else is in the heap. */
export async function verifierMemory(place: Place): Promise<Found> {
  const ours: Weighed[] = [];
  for (let round = 0; round < rounds; round++) ours.push(await weigh('packed', place.scale.remembered));
  const weighedOnce = await weigh('map', place.scale.remembered);
  const floor = ours.map(() => weighedOnce);
  return {
    comparison: {
      room: compared(ours, floor, ({ bytesPerSession }) => bytesPerSession),
      pause: compared(ours, floor, ({ growing, churning }) => Math.max(growing.busy.busy, churning.busy.busy)),
      rounds,
    },
    asides: [
      `The longest turn in processor time ${inPhases(ours, floor, ({ busy }) => busy.busy)}, by the clock ${inPhases(ours, floor, ({ clock }) => clock)}. ${whatItDid(ours)} A turn brings 50 new sessions, uses 150, and takes up to 500 last uses away.`,
    ],
  };
}

type Phase = 'growing' | 'churning';

function inPhases(ours: readonly Weighed[], floor: readonly Weighed[], figure: (longest: Longest) => number): string {
  const text = (phase: Phase) => {
    const found = compared(ours, floor, (weighed) => figure(weighed[phase]));
    return `${found.ours.toFixed(1)} ms against ${found.floor.toFixed(1)}`;
  };
  return `while they come: ${text('growing')}; while others take their places: ${text('churning')}`;
}

/** The longest turn of all processes, so that nobody has to guess what made it. */
function whatItDid(ours: readonly Weighed[]): string {
  const turns = ours.flatMap(({ growing, churning }) => [growing.busy, churning.busy]);
  const { busy, kernel, clock, collecting } = turns.reduce((one, other) => (other.busy > one.busy ? other : one));
  const of = `${kernel.toFixed(1)} ms of them in the kernel, ${collecting.toFixed(1)} ms by the clock collecting garbage`;
  return `The longest of all took ${busy.toFixed(1)} ms, ${of}, and ${clock.toFixed(1)} ms by the clock.`;
}

async function weigh(kind: 'packed' | 'map', sessions: number): Promise<Weighed> {
  const program = fileURLToPath(import.meta.resolve('./memory-process.ts'));
  const { stdout } = await promisify(execFile)(process.execPath, [...options, program, kind, String(sessions)]);
  return JSON.parse(stdout) as Weighed;
}
