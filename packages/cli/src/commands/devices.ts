import type { AnswerOf, QueryOf } from '@rollcall/api';
import { type Command, Option } from 'commander';
import { clientInWords, clientTypes } from '../client-words.ts';
import { given } from '../given.ts';
import {
  inOrganization,
  type OrganizationOption,
  organizationInWords,
  organizationQuery,
} from '../organization-option.ts';
import { table, time } from '../output.ts';
import { moreLines, type Paging, pageQuery, withPaging } from '../paging.ts';
import { atDesk } from '../run.ts';

type Device = AnswerOf<'GET /operator/devices'>['rows'][number];

export function devices(program: Command): void {
  const group = program
    .command('devices')
    .description('list devices on which members of an organization are signed in or trusted, and end trust');
  addList(group);
  addRevokeTrust(group);
}

type Query = QueryOf<'GET /operator/devices'>;

const narrowing = ['member', 'search', 'type', 'state', 'trust', 'country'] as const;

type ListOptions = Paging & OrganizationOption & Pick<Query, (typeof narrowing)[number]>;

const states: Readonly<Record<NonNullable<Query['state']>, true>> = { active: true, held: true, signed_out: true };
const trusts: Readonly<Record<NonNullable<Query['trust']>, true>> = { trusted: true, untrusted: true };

function addList(group: Command): void {
  inOrganization(
    withPaging(group.command('list').description('list devices that hold something in an organization, newest first')),
  )
    .option('--member <loginOrId>', 'of that member alone')
    .option('--search <text>', 'of members with that in their name or login name')
    .addOption(new Option('--type <type>', 'such devices only').choices(clientTypes))
    .addOption(new Option('--state <state>', 'whether somebody is signed in there').choices(Object.keys(states)))
    .addOption(new Option('--trust <trust>', 'whether a code is asked there').choices(Object.keys(trusts)))
    .option('--country <code>', 'last used in that country: SE')
    .action((options: ListOptions, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const query = { ...pageQuery(options), ...organizationQuery(options), ...given(options, ...narrowing) };
        const page = await send('GET /operator/devices', { query });
        terminal.answer(page, () => [
          table(['ID', 'ACCOUNT', 'DEVICE', 'SESSIONS', 'LAST USED', 'NO CODE UNTIL'], page.rows.map(deviceRow)),
          ...moreLines(page.next),
        ]);
      }),
    );
}

function deviceRow({ id, holder, name, client, sessions, lastUsedAt, trustedUntil }: Device): string[] {
  const at = (moment: number | null) => (moment === null ? '-' : time(moment));
  return [id, holder.displayName, name ?? clientInWords(client), String(sessions), at(lastUsedAt), at(trustedUntil)];
}

function addRevokeTrust(group: Command): void {
  inOrganization(
    group.command('revoke-trust <id>').description('have the code asked on a device again at the next sign-in'),
  ).action((id: string, options: OrganizationOption, command: Command) =>
    atDesk(command, async ({ send, terminal }) => {
      const asked = { params: { id }, query: organizationQuery(options) };
      await send('POST /operator/devices/:id/trust-revocation', asked);
      const where = organizationInWords(options);
      terminal.answer({ revoked: id }, () => [`The next sign-in there to ${where} asks for the code again.`]);
    }),
  );
}
