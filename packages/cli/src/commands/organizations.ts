import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { safe, table, time } from '../output.ts';
import { moreLines, type Paging, pageQuery, withPaging } from '../paging.ts';
import { atDesk } from '../run.ts';

type Organization = AnswerOf<'GET /operator/organizations'>['rows'][number];

export function organizations(program: Command): void {
  const group = program.command('organizations').description('list, create and rename organizations');
  addList(group);
  addCreate(group);
  addRename(group);
}

function addList(group: Command): void {
  withPaging(group.command('list').description('list organizations, newest first')).action(
    (paging: Paging, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const page = await send('GET /operator/organizations', { query: pageQuery(paging) });
        terminal.answer(page, () => [
          table(['ID', 'NAME', 'MEMBERS', 'CREATED', ''], page.rows.map(row)),
          ...moreLines(page.next),
        ]);
      }),
  );
}

function row({ id, name, members, createdAt, isDefault }: Organization): string[] {
  return [id, name, String(members), time(createdAt), isDefault ? 'default' : ''];
}

function addCreate(group: Command): void {
  group
    .command('create <name>')
    .description('make an organization with a policy of its own')
    .option('--owner <login>', 'whose it is; otherwise invite somebody with the role owner')
    .action((name: string, { owner }: { owner?: string }, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const body = { name, ...(owner !== undefined && { owner }) };
        const made = await send('POST /operator/organizations', { body });
        const next = `Nobody is in it yet: rollcall invitations make <email> --role owner --organization ${made.id}`;
        terminal.answer(made, () => [
          `The organization ${safe(made.name)} is there.`,
          owner === undefined ? next : `${safe(owner)} is its owner.`,
        ]);
      }),
    );
}

function addRename(group: Command): void {
  group
    .command('rename <idOrName> <newName>')
    .description('give an organization another name')
    .action((organization: string, name: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const asked = { params: { organization }, body: { name } };
        const renamed = await send('PATCH /operator/organizations/:organization', asked);
        terminal.answer(renamed, () => [`It is called ${safe(renamed.name)} from now on.`]);
      }),
    );
}
