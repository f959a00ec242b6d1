import type { Command } from 'commander';
import { table } from '../output.ts';
import { atDesk } from '../run.ts';
import { changeIn, type Policy, policyRows, settings } from './policy-settings.ts';

export function policy(program: Command): void {
  const group = program.command('policy').description('show and change what an organization sets');
  group
    .command('show')
    .description('show every setting')
    .action((_: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const policy = await send('GET /operator/policy', {});
        terminal.answer(policy, () => policyLines(policy));
      }),
    );
  group
    .command('set <settingsAndValues...>')
    .description('change settings: <setting> <value>, as many as wanted; a tighter one binds at once')
    .addHelpText('after', `\n${settingsTable()}`)
    .action((words: string[], _: unknown, command: Command) => {
      const body = changeIn(words);
      return atDesk(command, async ({ send, terminal }) => {
        const policy = await send('PATCH /operator/policy', { body });
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
