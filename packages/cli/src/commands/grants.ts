import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { given } from '../given.ts';
import { moment } from '../moment.ts';
import { inOrganization, type OrganizationOption, organizationQuery } from '../organization-option.ts';
import { safe, table, time } from '../output.ts';
import { atDesk } from '../run.ts';

type Grant = AnswerOf<'POST /operator/members/:member/grants'>;

export function grants(program: Command): void {
  const group = program
    .command('grants')
    .description('say which member may act on behalf of another in an organization');
  addList(group);
  addMake(group);
  addRevoke(group);
}

function addList(group: Command): void {
  inOrganization(
    group
      .command('list <loginOrId>')
      .description('list who may act on behalf of a member, and on whose behalf that member may'),
  ).action((member: string, options: OrganizationOption, command: Command) =>
    atDesk(command, async ({ send, terminal }) => {
      const asked = { params: { member }, query: organizationQuery(options) };
      const found = await send('GET /operator/members/:member/grants', asked);
      const rows = [...found.onUser, ...found.held].map(grantRow);
      terminal.answer(found, () => [table(['ID', 'WHO', 'MAY ACT FOR', 'SINCE', 'UNTIL', 'BY'], rows)]);
    }),
  );
}

function grantRow({ id, user, holder, createdAt, expiresAt, byName }: Grant): string[] {
  return [id, holder.displayName, user.displayName, time(createdAt), until(expiresAt), byName ?? '-'];
}

const until = (expiresAt: number | null) => (expiresAt === null ? 'revoked' : time(expiresAt));

interface MakeOptions extends OrganizationOption {
  readonly expiresAt?: number;
}

function addMake(group: Command): void {
  inOrganization(group.command('make <loginOrId> <holder>').description('let the holder act on behalf of that member'))
    .option('--expires-at <moment>', 'it ends by itself then: 2026-12-31T17:00Z', moment)
    .action((member: string, holder: string, options: MakeOptions, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const body = { holder, ...given(options, 'expiresAt') };
        const asked = { params: { member }, query: organizationQuery(options), body };
        const grant = await send('POST /operator/members/:member/grants', asked);
        const names = [grant.holder, grant.user].map(({ displayName }) => safe(displayName));
        terminal.answer(grant, () => [
          `${names[0]} may act on behalf of ${names[1]} in ${safe(grant.organizationName)}, until it is ${untilInWords(grant)}.`,
          `To end it: rollcall grants revoke ${grant.id}`,
        ]);
      }),
    );
}

function untilInWords({ expiresAt }: Grant): string {
  return expiresAt === null ? 'revoked' : `revoked, or ${time(expiresAt)}`;
}

function addRevoke(group: Command): void {
  group
    .command('revoke <id>')
    .description("end a grant; it counts on the holder's next request")
    .action((id: string, _: unknown, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        await send('POST /operator/grants/:id/ending', { params: { id } });
        terminal.answer({ revoked: id }, () => ['Nobody acts on behalf of anybody by that grant any more.']);
      }),
    );
}
