import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { table } from '../output.ts';
import { atDesk } from '../run.ts';

type Policy = AnswerOf<'GET /operator/policy'>;
type Setting = keyof Policy;

/** Every setting with what it limits; its unit is in its name. */
const settings: Record<Setting, string> = {
  idleLimitMinutes: 'A session ends when it was not used for so long.',
  absoluteLimitMinutes: 'A session ends so long after its sign-in, whatever happens.',
  rememberedIdleLimitMinutes: 'The same without use, where *keep me signed in* was ticked.',
  rememberedAbsoluteLimitMinutes: 'The same whatever happens, where *keep me signed in* was ticked.',
  historyDays: 'Ended sessions stay in the history for so long.',
  addressDays: 'Their addresses stay for so long.',
};
const names = Object.keys(settings) as Setting[];

export function policy(program: Command): void {
  const group = program.command('policy').description('show and change the limits of sessions');
  group
    .command('show')
    .description('show every limit')
    .action((_: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const limits = await send('GET /operator/policy', {});
        terminal.answer(limits, () => policyLines(limits));
      }),
    );
  group
    .command('set <settingsAndValues...>')
    .description('change limits: <setting> <value>, as many as wanted; a tighter one binds at once')
    .addHelpText('after', `\n${table(['Settings:', ''], Object.entries(settings))}`)
    .action((words: string[], _: unknown, command: Command) => {
      const body = changesIn(words);
      return atDesk(command, async ({ send, terminal }) => {
        const limits = await send('PATCH /operator/policy', { body });
        terminal.answer(limits, () => policyLines(limits));
      });
    });
}

function policyLines(limits: Policy): string[] {
  return [
    table(
      ['SETTING', 'VALUE', ''],
      names.map((name) => [name, String(limits[name]), inWords(name, limits[name])]),
    ),
  ];
}

const units: readonly (readonly [minutes: number, one: string])[] = [
  [24 * 60, 'day'],
  [60, 'hour'],
];

/** Minutes in the largest unit that holds them without a rest. */
function inWords(name: Setting, value: number): string {
  if (!name.endsWith('Minutes')) return '';
  const unit = units.find(([minutes]) => value >= minutes && value % minutes === 0);
  if (unit === undefined) return '';
  const number = value / unit[0];
  return `${number} ${unit[1]}${number === 1 ? '' : 's'}`;
}

function changesIn(words: readonly string[]): Partial<Policy> {
  if (words.length % 2 !== 0) throw new Failure('usage', 'Each setting needs a value after it.');
  const pairs = Array.from({ length: words.length / 2 }, (_, index) => words.slice(2 * index, 2 * index + 2));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [settingNamed(name), wholeNumber(name, value)]));
}

function settingNamed(name: string): Setting {
  const setting = names.find((known) => known === name);
  if (setting === undefined) {
    throw new Failure('usage', `There is no setting ${JSON.stringify(name)}; these are: ${names.join(', ')}.`);
  }
  return setting;
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value))
    throw new Failure('usage', `${name} takes a whole number, not ${JSON.stringify(value)}.`);
  return Number(value);
}
