import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { count } from '../output.ts';
import { atDesk } from '../run.ts';
import { runServer } from '../server-process.ts';
import { linkLines } from './accounts.ts';

const engines = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

export function serving(program: Command): void {
  program
    .command('serve')
    .description('run the server until it is told to stop')
    .action(async () => {
      process.exitCode = await runServer();
    });
  program
    .command('status')
    .description('show what is set up here')
    .action((_: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const status = await send('GET /operator/status', {});
        const { version, publicOrigin, engine, setupNeeded } = status;
        terminal.answer(status, () => [
          `Rollcall ${version} at ${publicOrigin}, on ${engines[engine]}, with ${population(status)}.`,
          ...(setupNeeded ? ['Nobody has an account yet: rollcall setup-link makes the link for the first one.'] : []),
        ]);
      }),
    );
  program
    .command('setup-link')
    .description('make a new link for the first account')
    .action((_: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const link = await send('POST /operator/setup-link', {});
        terminal.answer(link, () => ['Whoever opens this link makes the first account:', ...linkLines(link)]);
      }),
    );
}

function population({ accounts, serviceAccounts }: AnswerOf<'GET /operator/status'>): string {
  if (serviceAccounts === 0) return count(accounts, 'account', 'accounts');
  const ours = count(accounts, 'account that signs in here', 'accounts that sign in here');
  return `${ours} and ${count(serviceAccounts, 'account of a service', 'accounts of services')}`;
}
