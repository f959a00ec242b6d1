import type { AnswerOf } from '@rollcall/api';
import type { Command } from 'commander';
import { filterQuery, type LogFilter, ofLog, type WhoseLog, whoseQuery } from '../log-filter.ts';
import { table, time } from '../output.ts';
import { moreLines, type Paging, pageQuery, withPaging } from '../paging.ts';
import { atDesk } from '../run.ts';

type Line = AnswerOf<'GET /operator/log'>['rows'][number];

export function addList(group: Command): void {
  ofLog(withPaging(group.command('list').description('list what happened in an organization, newest first'))).action(
    (options: Paging & WhoseLog & LogFilter, command: Command) =>
      atDesk(command, async ({ send, terminal }) => {
        const query = { ...pageQuery(options), ...whoseQuery(options), ...filterQuery(options) };
        const page = await send('GET /operator/log', { query });
        terminal.answer(page, () => [
          table(['WHEN', 'WHAT', 'ABOUT', 'BY', 'FROM', 'DETAILS'], page.rows.map(lineRow)),
          ...moreLines(page.next),
        ]);
      }),
  );
}

function lineRow({ at, event, member, actor, address, place, details }: Line): string[] {
  const where = place.city ?? place.countryCode;
  const from = [address ?? '-', ...(where === undefined ? [] : [`(${where})`])].join(' ');
  const more = Object.entries(details).map(([name, value]) => `${name}=${value}`);
  return [time(at), event, nameOf(member) ?? '-', nameOf(actor.account) ?? actor.kind, from, more.join(' ')];
}

/** Somebody who is gone has no name, and is still told from others. */
function nameOf(named: Line['member']): string | null {
  return named === null ? null : (named.name ?? named.id);
}
