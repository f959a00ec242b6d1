import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import {
  inOrganization,
  type OrganizationOption,
  organizationInWords,
  organizationQuery,
} from '../organization-option.ts';
import { safe, table, time } from '../output.ts';
import { moreLines, type Paging, pageQuery, withPaging } from '../paging.ts';
import { type Role, roleOption } from '../roles.ts';
import { atDesk } from '../run.ts';
import { linkLines } from './accounts.ts';

type Invitation = AnswerOf<'GET /operator/invitations'>['rows'][number];

export function invitations(program: Command): void {
  const group = program.command('invitations').description('ask people to come into an organization');
  addMake(group);
  addList(group);
  addWithdraw(group);
}

interface MakeOptions extends OrganizationOption {
  readonly role: Role;
}

function addMake(group: Command): void {
  inOrganization(group.command('make <email>').description('ask somebody; one that waits for the address is replaced'))
    .addOption(roleOption('what they may do').default('member'))
    .action((email: string, options: MakeOptions, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const asked = { query: organizationQuery(options), body: { email, role: options.role } };
        const made = await send('POST /operator/invitations', asked);
        terminal.answer(made, () => madeLines(made, organizationInWords(options)));
      }),
    );
}

function madeLines({ invitation, url }: AnswerOf<'POST /operator/invitations'>, where: string): string[] {
  const { email, expiresAt } = invitation;
  if (url === null) return [`${safe(email)} is asked by mail to come into ${where}, until ${time(expiresAt)}.`];
  return [`Whoever opens this link may come into ${where}:`, ...linkLines({ url, expiresAt })];
}

function addList(group: Command): void {
  inOrganization(withPaging(group.command('list').description('list invitations that wait, newest first'))).action(
    (options: Paging & OrganizationOption, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const query = { ...pageQuery(options), ...organizationQuery(options) };
        const page = await send('GET /operator/invitations', { query });
        terminal.answer(page, () => [
          table(['ID', 'TO', 'ROLE', 'BY', 'MADE', 'UNTIL'], page.rows.map(invitationRow)),
          ...moreLines(page.next),
        ]);
      }),
  );
}

function invitationRow({ id, email, role, byName, createdAt, expiresAt }: Invitation): string[] {
  return [id, email, role, byName ?? '-', time(createdAt), time(expiresAt)];
}

function addWithdraw(group: Command): void {
  group
    .command('withdraw <id>')
    .description('take an invitation back before it is accepted')
    .action((id: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        await send('POST /operator/invitations/:id/withdrawal', { params: { id } });
        terminal.answer({ withdrawn: id }, () => ['Its link opens nothing any more.']);
      }),
    );
}
