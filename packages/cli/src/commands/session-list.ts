import type { AnswerOf, QueryOf } from '@rollcall/api';
import { type Command, Option } from 'commander';
import { clientInWords, clientTypes } from '../client-words.ts';
import { given } from '../given.ts';
import { moment } from '../moment.ts';
import { inOrganization, type OrganizationOption, organizationQuery } from '../organization-option.ts';
import { table, time } from '../output.ts';
import { moreLines, type Paging, pageQuery, withPaging } from '../paging.ts';
import { countedUp } from '../receipt.ts';
import { atDesk, type Desk } from '../run.ts';

type Page = AnswerOf<'GET /operator/sessions'>;
type Row = Page['rows'][number];
type Session = Row['session'];
type Query = QueryOf<'GET /operator/sessions'>;

const narrowing = ['member', 'search', 'state', 'type', 'from', 'to', 'country'] as const;

type ListOptions = Paging & OrganizationOption & Pick<Query, (typeof narrowing)[number]> & { readonly login?: string };

const states: Readonly<Record<NonNullable<Query['state']>, true>> = {
  live: true,
  active: true,
  held: true,
  ended: true,
};

export function addList(group: Command): void {
  inOrganization(withPaging(group.command('list').description('list sessions in an organization, newest first')))
    .option('--member <loginOrId>', 'of that member alone')
    .option('--search <text>', 'of members with that in their name or login name')
    .addOption(new Option('--state <state>', 'live unless given').choices(Object.keys(states)))
    .addOption(new Option('--type <type>', 'on such devices only').choices(clientTypes))
    .option('--from <moment>', 'signed in then or after: 2026-12-31T17:00Z', moment)
    .option('--to <moment>', 'signed in before then', moment)
    .option('--country <code>', 'last used in that country: SE')
    .addOption(
      new Option('--login <name>', 'live ones of that account, in every organization').conflicts([
        'organization',
        ...narrowing,
      ]),
    )
    .action((options: ListOptions, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const page = await read(send, options);
        terminal.answer(page, () => [
          table(['ID', 'ACCOUNT', 'DEVICE', 'SIGNED IN', 'LAST USED', 'FROM', 'STATE'], page.rows.map(sessionRow)),
          ...liveLines(page),
          ...moreLines(page.next),
        ]);
      }),
    );
}

async function read(send: Desk['send'], options: ListOptions): Promise<Page> {
  const { login } = options;
  const page = pageQuery(options);
  if (login !== undefined) {
    const found = await send('GET /operator/accounts/:login/sessions', { params: { login }, query: page });
    return { ...found, active: null };
  }
  const query = { ...page, ...organizationQuery(options), ...given(options, ...narrowing) };
  return send('GET /operator/sessions', { query });
}

function liveLines({ active }: Page): string[] {
  return active === null ? [] : ['', `Live in the organization: ${countedUp(active)}.`];
}

function sessionRow({ accountName, session }: Row): string[] {
  return [
    session.id,
    accountName,
    clientInWords(session.client),
    time(session.signedInAt),
    time(session.lastUsedAt),
    from(session),
    session.state,
  ];
}

function from({ lastAddress, lastPlace }: Session): string {
  const place = lastPlace.city ?? lastPlace.countryCode;
  return [lastAddress ?? '-', place === undefined ? null : `(${place})`].filter((part) => part !== null).join(' ');
}
