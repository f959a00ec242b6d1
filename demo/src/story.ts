import { type Habit, type Person, personNamed } from './cast.ts';
import type { Deed } from './deed.ts';
import { dayMs, type Event, scene } from './life.ts';
import type { PlaceName } from './networks.ts';

/** Where everybody works. */
export const boatyard = 'Sagolund Boatyard (a demonstration)';
const rowingClub = 'Sagolund Rowing Club (a demonstration)';

const minuteMs = 60_000;
const signIn = { does: 'sign_in', keepSignedIn: false } as const;
const prove = { does: 'prove' } as const;

/** What is worth telling up to now. */
export function storyOf(alva: Person, until: number): Event[] {
  return [...herOwn(alva, until), ...theYards(alva, until), ...theOthers(until)];
}

/** A journey, a lost phone, a second step, a new password, and a stranger on the last day, who has found a recovery code. */
function herOwn(alva: Person, until: number): Event[] {
  const [desk, , iphone] = alva.habits as [Habit, Habit, Habit];
  const oldPhone: Habit = { ...iphone, machine: 'galaxy', name: 'Old phone' };
  const stranger: Habit = { machine: 'cheapPhone', at: 'recife', hours: iphone.hours, monthly: 1, keepSignedIn: true };
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
    ...inTurn(ago(63, desk), signIn, { does: 'add_authenticator', name: 'App on my phone' }, { does: 'print_codes' }),
    { ...ago(41, iphone, 'lisbon'), does: 'sign_in', keepSignedIn: true },
    { ...ago(39, iphone, 'lisbon'), does: 'look' },
    ...inTurn(ago(25, desk), signIn, prove, { does: 'change_password' }),
    { ...ago(1.2, iphone), does: 'sign_in', keepSignedIn: true },
    { ...ago(0.3, iphone, 'train'), does: 'look' },
    { ...ago(0.2501, desk), does: 'mistype' },
    ...inTurn(ago(0.25, desk), signIn, { does: 'check_devices' }),
    { ...ago(0.1254, stranger), does: 'mistype' },
    { ...ago(0.1252, stranger), does: 'mistype' },
    { ...ago(0.125, stranger), does: 'sign_in', keepSignedIn: true, with: 'recovery_code' },
    { ...ago(0.1, stranger), does: 'look' },
    { ...ago(0.01, desk), does: 'look' },
  ];
}

/** What she does for the yard, and the club that she founds beside it. */
function theYards(alva: Person, until: number): Event[] {
  const [desk] = alva.habits;
  const ago = (days: number, ...deeds: Deed[]) =>
    inTurn(scene(alva, desk, until - days * dayMs), signIn, prove, ...deeds);
  return [
    ...ago(
      60,
      { does: 'give_role', to: 'ture', role: 'administrator' },
      { does: 'give_role', to: 'ebba', role: 'helpdesk' },
      { does: 'give_role', to: 'noor', role: 'auditor' },
    ),
    ...ago(
      45,
      { does: 'found', name: rowingClub },
      { does: 'enter', name: rowingClub },
      { does: 'invite', email: 'ebba@example.org', role: 'administrator' },
      { does: 'invite', email: 'chloe@example.org', role: 'member' },
      { does: 'enter', name: boatyard },
    ),
    ...ago(33, { does: 'change_policy', change: { sessionLimit: 12, atSessionLimit: 'end_oldest' } }),
    ...ago(
      20,
      { does: 'let_act', holder: 'ebba', on: 'chloe', days: 60 },
      { does: 'let_act', holder: 'ture', on: 'alva', days: 90 },
      { does: 'let_act', holder: 'alva', on: 'kenji', days: null },
    ),
    ...ago(14, { does: 'lock_out', whom: 'otto' }),
    ...ago(9, { does: 'terminate', whom: 'ali' }),
    ...ago(
      2,
      { does: 'plan_lock_out', whom: 'bruno', inDays: 8 },
      { does: 'invite', email: 'revision@example.org', role: 'auditor' },
    ),
  ];
}

/** Who has a second step too, who comes into the club, who stays signed in at the yard, and whom its other administrator invites. */
function theOthers(until: number): Event[] {
  const ago = (days: number, userName: string, ...deeds: Deed[]) => {
    const person = personNamed(userName);
    return inTurn(scene(person, person.habits[0], until - days * dayMs), signIn, ...deeds);
  };
  return [
    ...ago(
      57,
      'ture',
      { does: 'add_authenticator', name: null },
      { does: 'add_passkey', name: 'Key on my key ring' },
      { does: 'print_codes' },
    ),
    ...ago(52, 'lumi', { does: 'add_authenticator', name: null }),
    ...ago(44.8, 'ebba', { does: 'accept', email: 'ebba@example.org' }),
    ...ago(44.3, 'chloe', { does: 'accept', email: 'chloe@example.org' }),
    ...ago(9.2, 'ali'),
    ...ago(3, 'ture', prove, { does: 'invite', email: 'kaj@example.org', role: 'member' }),
  ];
}

/** One after the other, a minute apart: a code is good once, and a proof for ten minutes. */
function inTurn(first: ReturnType<typeof scene>, ...deeds: Deed[]): Event[] {
  return deeds.map((deed, turn) => ({ ...first, at: first.at + turn * minuteMs, ...deed }));
}
