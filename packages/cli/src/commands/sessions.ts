import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { table, time } from '../output.ts';
import { moreLines, type Paging, pageQuery, withPaging } from '../paging.ts';
import { receiptSentence } from '../receipt.ts';
import { atDesk } from '../run.ts';
import { addImport } from './import-sessions.ts';

type Row = AnswerOf<'GET /operator/sessions'>['rows'][number];
type Session = Row['session'];

export function sessions(program: Command): void {
  const group = program.command('sessions').description('list, end and import sessions');
  withPaging(group.command('list').description('list live sessions, newest first'))
    .option('--login <name>', 'of this account only')
    .action((options: Paging & { login?: string }, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const { login } = options;
        const query = { ...pageQuery(options), ...(login !== undefined && { login }) };
        const page = await send('GET /operator/sessions', { query });
        terminal.answer(page, () => [
          table(['ID', 'ACCOUNT', 'DEVICE', 'SIGNED IN', 'LAST USED', 'FROM', 'STATE'], page.rows.map(sessionRow)),
          ...moreLines(page.next),
        ]);
      }),
    );
  group
    .command('revoke <id>')
    .description('end a session; when this answers, it is refused everywhere')
    .action((id: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const outcome = await send('POST /operator/sessions/:id/revocation', { params: { id } });
        terminal.answer(outcome, () => [receiptSentence(outcome)]);
      }),
    );
  addRevokeAll(group);
  addImport(group);
}

function addRevokeAll(group: Command): void {
  group
    .command('revoke-all')
    .description('end every session and every other credential of everybody')
    .option('--yes', 'do not ask')
    .action(({ yes = false }: { yes?: boolean }, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        if (!yes) await terminal.confirm('End everything that anybody is signed in with?');
        const outcome = await send('POST /operator/revocation', {});
        terminal.answer(outcome, () => [receiptSentence(outcome)]);
      }),
    );
}

function sessionRow({ accountName, session }: Row): string[] {
  return [
    session.id,
    accountName,
    deviceOf(session.client),
    time(session.signedInAt),
    time(session.lastUsedAt),
    from(session),
    session.state,
  ];
}

function deviceOf({ browserName, systemName, model, type }: Session['client']): string {
  const on = model ?? systemName;
  if (browserName === null) return on ?? type;
  return on === null ? browserName : `${browserName} on ${on}`;
}

function from({ lastAddress, lastPlace }: Session): string {
  const place = lastPlace.city ?? lastPlace.countryCode;
  return [lastAddress ?? '-', place === undefined ? null : `(${place})`].filter((part) => part !== null).join(' ');
}
