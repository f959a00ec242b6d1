import type { Machine } from './machines.ts';
import type { PlaceName } from './networks.ts';

/** One browser of somebody: what it is, where it usually is, when it is used, and how often. */
export interface Habit {
  readonly machine: Machine;
  readonly at: PlaceName;
  /** Hours of the day, in Sweden's time. */
  readonly hours: readonly [from: number, to: number];
  /** Sign-ins in a month. */
  readonly monthly: number;
  readonly keepSignedIn: boolean;
  /** How its owner calls it. */
  readonly name?: string;
  /** Whether its owner, where a code is asked for, ticks that it need not be the next time. */
  readonly trusted?: true;
}

export interface Person {
  readonly userName: string;
  readonly displayName: string;
  readonly habits: readonly [Habit, ...Habit[]];
}

const office = { at: 'office', hours: [7, 17], monthly: 9, keepSignedIn: false } as const;
const evening = { hours: [18, 23], monthly: 4, keepSignedIn: true } as const;
const always = { hours: [7, 23], monthly: 3, keepSignedIn: true } as const;

/** Nobody here exists: the surnames say so, in many languages. The first is the one to sign in as. */
export const cast: readonly [Person, ...Person[]] = [
  {
    userName: 'alva',
    displayName: 'Alva Sagolund',
    habits: [
      { ...office, machine: 'windows', name: 'Desk at the yard', trusted: true },
      { ...evening, machine: 'mac', at: 'gothenburg' },
      { ...always, machine: 'iphone', at: 'gothenburg', name: 'My phone', trusted: true },
      { ...evening, machine: 'ipad', at: 'gothenburg', monthly: 1, name: 'Kitchen tablet' },
    ],
  },
  {
    userName: 'ture',
    displayName: 'Ture Påhittsson',
    habits: [{ ...office, machine: 'linux', trusted: true }, phone('pixel', 'malmo')],
  },
  {
    userName: 'ebba',
    displayName: 'Ebba Drömström',
    habits: [{ ...office, machine: 'edge' }, phone('iphone', 'stockholm')],
  },
  {
    userName: 'ali',
    displayName: 'Ali Madeup',
    habits: [{ ...office, machine: 'windows' }, phone('galaxy', 'gothenburg')],
  },
  {
    userName: 'lumi',
    displayName: 'Lumi Satumaa',
    habits: [{ ...evening, machine: 'mac', at: 'helsinki', trusted: true }, phone('iphone', 'helsinki')],
  },
  {
    userName: 'otto',
    displayName: 'Otto Erfunden',
    habits: [{ ...evening, machine: 'linux', at: 'berlin' }, phone('pixel', 'berlin')],
  },
  { userName: 'zofia', displayName: 'Zofia Zmyślona', habits: [{ ...office, machine: 'macChrome' }] },
  {
    userName: 'bruno',
    displayName: 'Bruno Inventado',
    habits: [{ ...evening, machine: 'windowsFirefox', at: 'lisbon' }, phone('galaxy', 'lisbon')],
  },
  {
    userName: 'chloe',
    displayName: 'Chloé Imaginaire',
    habits: [{ ...office, machine: 'mac' }, phone('iphone', 'malmo')],
  },
  {
    userName: 'kenji',
    displayName: 'Kenji Kakū',
    habits: [{ ...evening, machine: 'macChrome', at: 'kyoto', hours: [1, 6] }],
  },
  {
    userName: 'freja',
    displayName: 'Freja Eventyrsen',
    habits: [{ ...evening, machine: 'windows', at: 'copenhagen' }, phone('pixel', 'copenhagen')],
  },
  {
    userName: 'noor',
    displayName: 'Noor van Fantasie',
    habits: [
      { ...office, machine: 'edge' },
      { ...evening, machine: 'ipad', at: 'stockholm' },
    ],
  },
];

export function personNamed(userName: string): Person {
  const person = cast.find((one) => one.userName === userName);
  if (person === undefined) throw new Error(`Nobody is called ${userName}.`);
  return person;
}

function phone(machine: Machine, at: PlaceName): Habit {
  return { ...always, machine, at };
}
