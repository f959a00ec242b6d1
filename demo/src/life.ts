import { hash } from 'node:crypto';
import type { Habit, Person } from './cast.ts';
import type { Deed } from './deed.ts';
import type { PlaceName } from './networks.ts';

const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Something that somebody does with one browser of theirs, at a time and a place. */
export type Event = Deed & Scene;

export interface Scene {
  readonly at: number;
  readonly person: Person;
  readonly habit: Habit;
  readonly place: PlaceName;
}

/** The months of one person up to now, not yet in order. The same person lives the same life in every run. */
export function lifeOf(person: Person, from: number, until: number): Event[] {
  return person.habits.flatMap((habit, index) => habitual(person, habit, `${person.userName}:${index}`, from, until));
}

function habitual(person: Person, habit: Habit, seed: string, from: number, until: number): Event[] {
  const stepMs = (30 * dayMs) / habit.monthly;
  const events: Event[] = [];
  for (let step = 0; from + step * stepMs < until - dayMs; step++) {
    const day = Math.floor((from + (step + chance(`${seed}:${step}:day`)) * stepMs) / dayMs) * dayMs;
    const [earliest, latest] = habit.hours;
    const at = day + (earliest + chance(`${seed}:${step}:hour`) * (latest - earliest)) * hourMs;
    events.push(...visit(person, habit, `${seed}:${step}`, at, until));
    if (step === 0 && habit.name !== undefined)
      events.push({ ...scene(person, habit, at + 1_000), does: 'rename', name: habit.name });
  }
  return events;
}

function visit(person: Person, habit: Habit, seed: string, at: number, until: number): Event[] {
  const here = (later: number) => scene(person, habit, at + later);
  const looks = habit.keepSignedIn ? [2 * hourMs, dayMs, 2.3 * dayMs, 4 * dayMs] : [hourMs, 3 * hourMs];
  const events: Event[] = [
    { ...here(0), does: 'sign_in', keepSignedIn: habit.keepSignedIn },
    ...looks.map((later): Event => ({ ...here(later), does: 'look' })),
  ];
  if (chance(`${seed}:mistype`) < 0.12) events.push({ ...here(-30_000), does: 'mistype' });
  if (!habit.keepSignedIn && chance(`${seed}:leave`) < 0.4) events.push({ ...here(4 * hourMs), does: 'sign_out' });
  return events.filter(({ at: moment }) => moment < until);
}

/** At the place where that browser usually is. */
export function scene(person: Person, habit: Habit, at: number): Scene {
  return { at, person, habit, place: habit.at };
}

/** From 0 to 1, the same for the same purpose. */
function chance(purpose: string): number {
  return hash('sha256', purpose, 'buffer').readUInt32BE() / 2 ** 32;
}
