import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compared, type Found } from './measuring.ts';
import type { Place } from './place.ts';

/** Of all turns of the event loop, in milliseconds. */
export interface Longest {
  /** Processor time of its thread: whoever else needs the cores does not make it longer. */
  readonly busy: number;
  /** By the clock. */
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
      pause: compared(ours, floor, ({ growing, churning }) => Math.max(growing.busy, churning.busy)),
      rounds,
    },
    asides: [
      `The longest turn in processor time ${inPhases(ours, floor, 'busy')}, by the clock ${inPhases(ours, floor, 'clock')}. A turn brings 50 new sessions, uses 150, and takes up to 500 last uses away.`,
    ],
  };
}

function inPhases(ours: readonly Weighed[], floor: readonly Weighed[], how: keyof Longest): string {
  const text = (phase: 'growing' | 'churning') => {
    const found = compared(ours, floor, (weighed) => weighed[phase][how]);
    return `${found.ours.toFixed(1)} ms against ${found.floor.toFixed(1)}`;
  };
  return `while they come: ${text('growing')}; while others take their places: ${text('churning')}`;
}

async function weigh(kind: 'packed' | 'map', sessions: number): Promise<Weighed> {
  const program = fileURLToPath(import.meta.resolve('./memory-process.ts'));
  const { stdout } = await promisify(execFile)(process.execPath, [...options, program, kind, String(sessions)]);
  return JSON.parse(stdout) as Weighed;
}
