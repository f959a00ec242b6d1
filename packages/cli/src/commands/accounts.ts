import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { safe, table, time } from '../output.ts';
import { moreLines, type Paging, pageQuery, withPaging } from '../paging.ts';
import { receiptSentence } from '../receipt.ts';
import { type Role, roleOption } from '../roles.ts';
import { atDesk } from '../run.ts';

type Account = AnswerOf<'GET /operator/accounts'>['rows'][number];
type Link = AnswerOf<'POST /operator/accounts/:login/reset-link'>;

export function accounts(program: Command): void {
  const group = program.command('accounts').description('create, list and disable accounts');
  addCreate(group);
  addList(group);
  addResetLink(group);
  addResetFactors(group);
  addDisable(group);
  addEnable(group);
}

interface CreateOptions {
  readonly name?: string;
  readonly email?: string;
  readonly role?: Role;
}

function addCreate(group: Command): void {
  group
    .command('create <userName>')
    .description('create an account; its owner sets the password with the link that is printed')
    .option('--name <displayName>', 'how people call its owner; the user name unless given')
    .option('--email <address>', 'mails the link there as well, where mail is configured')
    .addOption(roleOption('what it may do; member unless given'))
    .action((userName: string, { name = userName, email, role }: CreateOptions, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const body = { userName, displayName: name, ...(email && { email }), ...(role && { role }) };
        const made = await send('POST /operator/accounts', { body });
        terminal.answer(made, () => [
          `The account ${safe(made.account.displayName)} is there. Its owner chooses a password with this link:`,
          ...linkLines(made.link),
        ]);
      }),
    );
}

function addList(group: Command): void {
  withPaging(group.command('list').description('list accounts, newest first')).action(
    (paging: Paging, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const page = await send('GET /operator/accounts', { query: pageQuery(paging) });
        terminal.answer(page, () => [
          table(['LOGIN', 'NAME', 'ROLE', 'SESSIONS', 'CREATED', 'STATE'], page.rows.map(accountRow)),
          ...moreLines(page.next),
        ]);
      }),
  );
}

function accountRow(account: Account): string[] {
  return [
    account.loginNames.map(({ name }) => name).join(', '),
    account.displayName,
    account.role,
    String(account.sessions),
    time(account.createdAt),
    account.disabledAt === null ? 'active' : `disabled ${time(account.disabledAt)}`,
  ];
}

function addResetLink(group: Command): void {
  group
    .command('reset-link <login>')
    .description('make a link with which its owner sets a new password')
    .action((login: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const link = await send('POST /operator/accounts/:login/reset-link', { params: { login } });
        terminal.answer(link, () => ['Whoever opens this link sets a new password:', ...linkLines(link)]);
      }),
    );
}

interface ResetFactorsOptions {
  readonly keepSessions?: boolean;
  readonly yes?: boolean;
}

function addResetFactors(group: Command): void {
  group
    .command('reset-factors <login>')
    .description('take passkeys, authenticator app and recovery codes away from somebody who has lost them all')
    .option('--keep-sessions', 'leave the devices signed in that are')
    .option('--yes', 'do not ask')
    .action((login: string, { keepSessions = false, yes = false }: ResetFactorsOptions, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        if (!yes)
          await terminal.confirm(`Take all second factors away, so that the password alone signs ${safe(login)} in?`);
        const body = { signOut: !keepSessions };
        const outcome = await send('POST /operator/accounts/:login/factors/reset', { params: { login }, body });
        terminal.answer(outcome, () => [
          `${safe(login)} has no second factor any more; the password alone signs in.`,
          receiptSentence(outcome),
        ]);
      }),
    );
}

function addDisable(group: Command): void {
  group
    .command('disable <login>')
    .description('refuse sign-in, lock it out of every organization and end everything the account holds')
    .option('--yes', 'do not ask')
    .action((login: string, { yes = false }: { yes?: boolean }, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        if (!yes)
          await terminal.confirm(
            `Refuse sign-in of ${safe(login)}, and end everything the account holds in every organization?`,
          );
        const outcome = await send('POST /operator/accounts/:login/disabling', { params: { login } });
        terminal.answer(outcome, () => [`${safe(login)} cannot sign in any more.`, receiptSentence(outcome)]);
      }),
    );
}

function addEnable(group: Command): void {
  group
    .command('enable <login>')
    .description('let the account sign in again, where nothing else locks it out')
    .action((login: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        await send('POST /operator/accounts/:login/enabling', { params: { login } });
        terminal.answer({ enabled: login }, () => [`${safe(login)} can sign in again.`]);
      }),
    );
}

export function linkLines({ url, expiresAt }: Link): string[] {
  return ['', `  ${url}`, '', `It works once, until ${time(expiresAt)}.`];
}
