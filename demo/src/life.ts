import { hash } from 'node:crypto';
import type { Habit, Person } from './cast.ts';
import type { PlaceName } from './networks.ts';

const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** What somebody does, each a row in the table of deeds in `live.ts`. */
export type Deed =
  | { readonly does: 'sign_in'; readonly keepSignedIn: boolean }
  | { readonly does: 'mistype' }
  | { readonly does: 'look' }
  | { readonly does: 'check_devices' }
  | { readonly does: 'rename'; readonly name: string }
  | { readonly does: 'sign_out' }
  | { readonly does: 'change_password' }
  | { readonly does: 'lose'; readonly lost: Habit };

/** Something that somebody does with one browser of theirs, at a time and a place. */
export type Event = Deed & {
  readonly at: number;
  readonly person: Person;
  readonly habit: Habit;
  readonly place: PlaceName;
};

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

/** What is worth telling: a journey, a lost phone, a new password, and a stranger on the last day. */
export function storyOf(alva: Person, until: number): Event[] {
  const [desk, , iphone] = alva.habits as [Habit, Habit, Habit];
  const oldPhone: Habit = { ...iphone, machine: 'galaxy', name: 'Old phone' };
  const stranger: Habit = { ...iphone, machine: 'cheapPhone', at: 'recife' };
  const ago = (days: number, habit: Habit, place: PlaceName = habit.at) => ({
    ...scene(alva, habit, until - days * dayMs),
    place,
  });
  return [
    { ...ago(96, oldPhone), does: 'sign_in', keepSignedIn: true },
    { ...ago(95.9, oldPhone), does: 'rename', name: 'Old phone' },
    { ...ago(90, oldPhone, 'train'), does: 'look' },
    { ...ago(84, oldPhone), does: 'sign_in', keepSignedIn: true },
    { ...ago(81.001, desk), does: 'sign_in', keepSignedIn: false },
    { ...ago(81, desk), does: 'lose', lost: oldPhone },
    { ...ago(41, iphone, 'lisbon'), does: 'sign_in', keepSignedIn: true },
    { ...ago(39, iphone, 'lisbon'), does: 'look' },
    { ...ago(25.001, desk), does: 'sign_in', keepSignedIn: false },
    { ...ago(25, desk), does: 'change_password' },
    { ...ago(1.2, iphone), does: 'sign_in', keepSignedIn: true },
    { ...ago(0.3, iphone, 'train'), does: 'look' },
    { ...ago(0.2501, desk), does: 'mistype' },
    { ...ago(0.25, desk), does: 'sign_in', keepSignedIn: false },
    { ...ago(0.249, desk), does: 'check_devices' },
    { ...ago(0.1254, stranger), does: 'mistype' },
    { ...ago(0.1252, stranger), does: 'mistype' },
    { ...ago(0.125, stranger), does: 'sign_in', keepSignedIn: true },
    { ...ago(0.1, stranger), does: 'look' },
    { ...ago(0.01, desk), does: 'look' },
  ];
}

function scene(person: Person, habit: Habit, at: number) {
  return { at, person, habit, place: habit.at };
}

/** From 0 to 1, the same for the same purpose. */
function chance(purpose: string): number {
  return hash('sha256', purpose, 'buffer').readUInt32BE() / 2 ** 32;
}
