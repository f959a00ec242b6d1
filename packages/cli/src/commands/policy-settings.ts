import type { AnswerOf, BodyOf } from '@rollcall/api';
import { Failure } from '../failure.ts';

export type Policy = AnswerOf<'GET /operator/policy'>;
export type PolicyChange = BodyOf<'PATCH /operator/policy'>;

/** How a value is written on the command line, and read from it. */
interface Sort {
  readonly write: (value: never) => string;
  /** `undefined` for what is no such value. */
  readonly read: (text: string) => unknown;
  /** What the value is said to be where it is not. */
  readonly takes: string;
  /** The value in a person's words, where they are others. */
  readonly inWords?: (value: never) => string;
}

const count: Sort = { write: String, read: wholeNumber, takes: 'a whole number' };
const minutes: Sort = { ...count, inWords: inLargestUnit };
const countOrNone: Sort = {
  write: (value: number | null) => (value === null ? 'none' : String(value)),
  read: (text) => (text === 'none' ? null : wholeNumber(text)),
  takes: 'a whole number or none',
};
const ranges: Sort = {
  write: (value: readonly string[]) => (value.length === 0 ? 'anywhere' : value.join(',')),
  read: (text) => (text === 'anywhere' ? [] : text.split(',')),
  takes: 'networks with commas between them, or anywhere',
};

function oneOf(...words: readonly string[]): Sort {
  return {
    write: String,
    read: (text) => (words.includes(text) ? text : undefined),
    takes: `one of ${words.join(', ')}`,
  };
}

interface Setting {
  readonly sort: Sort;
  /** What it limits; its unit is in its name. */
  readonly about: string;
}

type Name = Exclude<keyof Policy, 'addressRanges'> | `addressRanges.${keyof Policy['addressRanges']}`;

export const settings: Readonly<Record<Name, Setting>> = {
  idleLimitMinutes: { sort: minutes, about: 'A session ends when it was not used for so long.' },
  absoluteLimitMinutes: { sort: minutes, about: 'A session ends so long after its sign-in, whatever happens.' },
  rememberedIdleLimitMinutes: {
    sort: minutes,
    about: 'The same without use, where *keep me signed in* was ticked.',
  },
  rememberedAbsoluteLimitMinutes: {
    sort: minutes,
    about: 'The same whatever happens, where *keep me signed in* was ticked.',
  },
  keepSignedIn: { sort: oneOf('allowed', 'refused'), about: 'Whether *keep me signed in* may be ticked.' },
  sessionLimit: { sort: countOrNone, about: 'A member has at most so many sessions at once.' },
  atSessionLimit: { sort: oneOf('refuse', 'end_oldest'), about: 'What happens at a sign-in beyond that.' },
  secondFactor: {
    sort: oneOf('off', 'at_sign_in', 'always'),
    about: 'Whether a second factor is asked for; at_sign_in exempts trusted devices.',
  },
  trustDays: { sort: count, about: 'A device is trusted for so long; 0 trusts none.' },
  'addressRanges.session': { sort: ranges, about: 'Sessions may be used from these addresses.' },
  'addressRanges.service_credential': {
    sort: ranges,
    about: 'Service credentials may be used from these addresses.',
  },
  historyDays: { sort: count, about: 'Ended sessions stay in the history for so long.' },
  addressDays: { sort: count, about: 'Their addresses stay for so long.' },
};

const names = Object.keys(settings) as Name[];

/** Each setting with its value as it is written, and in words. */
export function policyRows(policy: Policy): (readonly [name: string, value: string, words: string])[] {
  return names.map((name) => {
    const { write, inWords } = settings[name].sort;
    const value = settingIn(policy, name) as never;
    return [name, write(value), inWords?.(value) ?? ''];
  });
}

/** The change that pairs of a setting and its value ask for. */
export function changeIn(words: readonly string[]): PolicyChange {
  if (words.length % 2 !== 0) throw new Failure('usage', 'Each setting needs a value after it.');
  const change: Record<string, unknown> = {};
  for (let place = 0; place < words.length; place += 2) {
    const name = settingNamed(words[place] ?? '');
    put(change, name, readValue(name, words[place + 1] ?? ''));
  }
  return change as PolicyChange;
}

function settingIn(policy: Policy, name: Name): unknown {
  const [setting = '', kind] = name.split('.');
  const value = policy[setting as keyof Policy];
  return kind === undefined ? value : (value as Record<string, unknown>)[kind];
}

function put(change: Record<string, unknown>, name: Name, value: unknown): void {
  const [setting = '', kind] = name.split('.');
  change[setting] = kind === undefined ? value : { ...(change[setting] as object | undefined), [kind]: value };
}

function settingNamed(name: string): Name {
  const setting = names.find((known) => known === name);
  if (setting === undefined) {
    throw new Failure('usage', `There is no setting ${JSON.stringify(name)}; these are: ${names.join(', ')}.`);
  }
  return setting;
}

function readValue(name: Name, text: string): unknown {
  const { read, takes } = settings[name].sort;
  const value = read(text);
  if (value === undefined) throw new Failure('usage', `${name} takes ${takes}, not ${JSON.stringify(text)}.`);
  return value;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

const units: readonly (readonly [minutes: number, one: string])[] = [
  [24 * 60, 'day'],
  [60, 'hour'],
];

/** Minutes in the largest unit that holds them without a rest. */
function inLargestUnit(value: number): string {
  const unit = units.find(([minutes]) => value >= minutes && value % minutes === 0);
  if (unit === undefined) return '';
  const number = value / unit[0];
  return `${number} ${unit[1]}${number === 1 ? '' : 's'}`;
}
