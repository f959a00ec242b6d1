import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { inOrganization, type OrganizationOption, organizationQuery } from '../organization-option.ts';
import { table } from '../output.ts';
import { atDesk } from '../run.ts';
import { changeIn, type Policy, policyRows, settings } from './policy-settings.ts';

type Preview = AnswerOf<'POST /operator/policy/preview'>;

interface Options extends OrganizationOption {
  readonly preview?: true;
}

export function policy(program: Command): void {
  const group = program.command('policy').description('show and change what an organization sets');
  inOrganization(group.command('show').description('show every setting')).action((options: Options, command: Command) =>
    atDesk(command, async ({ send, terminal }) => {
      const policy = await send('GET /operator/policy', { query: organizationQuery(options) });
      terminal.answer(policy, () => policyLines(policy));
    }),
  );
  inOrganization(group.command('set <settingsAndValues...>'))
    .description('change settings: <setting> <value>, as many as wanted; a tighter one binds at once')
    .option('--preview', 'say what that would end, and change nothing')
    .addHelpText('after', `\n${settingsTable()}`)
    .action((words: string[], options: Options, command: Command) => {
      const asked = { query: organizationQuery(options), body: changeIn(words) };
      return atDesk(command, async ({ send, terminal }) => {
        if (options.preview === true) {
          const preview = await send('POST /operator/policy/preview', asked);
          return terminal.answer(preview, () => previewLines(preview));
        }
        const policy = await send('PATCH /operator/policy', asked);
        terminal.answer(policy, () => policyLines(policy));
      });
    });
}

function settingsTable(): string {
  const rows = Object.entries(settings).map(([name, { sort, about }]) => [name, sort.takes, about]);
  return table(['Settings:', '', ''], rows);
}

function policyLines(policy: Policy): string[] {
  return [table(['SETTING', 'VALUE', ''], policyRows(policy))];
}

const effects: Readonly<Record<Preview['touched'][number]['effect'], string>> = {
  idle: 'sign-ins end: they were not used for so long',
  expired: 'sign-ins end: they have lasted longer',
  outside_addresses: 'sign-ins are refused where they were last used',
  over_limit: 'members have more sign-ins: the next one is refused or ends the longest unused',
  trust_ended: 'devices are asked for the code again',
  factor_needed: 'members have no second factor yet: they add one at their next sign-in',
};

function previewLines({ touched }: Preview): string[] {
  if (touched.length === 0) return ['Nothing would end, and nobody would be kept out. Nothing was changed.'];
  const rows = touched.map(({ effect, count, members, isMore, examples }) => [
    `${count}${isMore ? '+' : ''}`,
    effects[effect],
    members > examples.length ? `${examples.join(', ')}, and ${members - examples.length} more` : examples.join(', '),
  ]);
  return [table(['COUNT', 'WHAT WOULD HAPPEN', 'TO'], rows), 'Nothing was changed.'];
}
