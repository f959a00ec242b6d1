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
import { receiptSentence } from '../receipt.ts';
import { type Role, roleArgument, roleOption } from '../roles.ts';
import { atDesk } from '../run.ts';

type Member = AnswerOf<'GET /operator/members'>['rows'][number];

export function members(program: Command): void {
  const group = program
    .command('members')
    .description('list members of an organization, and change or end what they are');
  addList(group);
  addRole(group);
  addRemove(group);
}

interface ListOptions extends Paging, OrganizationOption {
  readonly search?: string;
  readonly role?: Role;
}

function addList(group: Command): void {
  inOrganization(withPaging(group.command('list').description('list members, the latest account first')))
    .option('--search <text>', 'with that in their name or login name')
    .addOption(roleOption('with that role only'))
    .action((options: ListOptions, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const { search, role } = options;
        const narrowed = { ...(search !== undefined && { search }), ...(role !== undefined && { role }) };
        const query = { ...pageQuery(options), ...organizationQuery(options), ...narrowed };
        const page = await send('GET /operator/members', { query });
        terminal.answer(page, () => [
          table(['LOGIN', 'NAME', 'ROLE', 'JOINED', 'STATE'], page.rows.map(memberRow)),
          ...moreLines(page.next),
        ]);
      }),
    );
}

/** Whom a service signs in has no login name here; their id names them to every command. */
function memberRow({ id, loginNames, displayName, role, joinedAt, ...states }: Member): string[] {
  const login = loginNames.map(({ name }) => name).join(', ') || id;
  return [login, displayName, role, time(joinedAt), stateOf(states)];
}

function stateOf({ disabledAt, lockedOutAt }: Pick<Member, 'disabledAt' | 'lockedOutAt'>): string {
  if (disabledAt !== null) return `disabled ${time(disabledAt)}`;
  return lockedOutAt === null ? 'active' : `locked out ${time(lockedOutAt)}`;
}

function addRole(group: Command): void {
  inOrganization(group.command('role <loginOrId>').description('give a member another role; it counts at once'))
    .addArgument(roleArgument('what they may do from now on'))
    .action((member: string, role: Role, options: OrganizationOption, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const asked = { params: { member }, query: organizationQuery(options), body: { role } };
        const changed = await send('POST /operator/members/:member/role', asked);
        terminal.answer(changed, () => [`${safe(changed.displayName)} has the role ${changed.role} from now on.`]);
      }),
    );
}

interface RemoveOptions extends OrganizationOption {
  readonly yes?: boolean;
}

function addRemove(group: Command): void {
  inOrganization(
    group
      .command('remove <loginOrId>')
      .description('take a member out of the organization and end what they hold in it'),
  )
    .option('--yes', 'do not ask')
    .action((member: string, options: RemoveOptions, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const where = organizationInWords(options);
        if (options.yes !== true) {
          await terminal.confirm(`Take ${safe(member)} out of ${where}, and end what they hold in it?`);
        }
        const asked = { params: { member }, query: organizationQuery(options) };
        const outcome = await send('POST /operator/members/:member/removal', asked);
        terminal.answer(outcome, () => [
          `${safe(member)} is no member of ${where} any more.`,
          receiptSentence(outcome),
        ]);
      }),
    );
}
