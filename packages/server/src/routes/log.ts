import { Readable } from 'node:stream';
import type { LogLine } from '@rollcall/api';
import type { Owner } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { formats } from '../log-export.ts';
import { eventsOf } from '../log-groups.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { toLogLine } from '../wire/log-line.ts';
import { Names } from '../wire/names.ts';

const exportedAtOnce = 200;

/** The account's own history. */
export const log = (house: House) => {
  const { core, placeOf } = house;
  return {
    'GET /v1/me/log': async ({ actor, query }) => {
      const view = { owner: actor, placeOf, names: new Names(core) };
      const found = await core.log.pageOf(actor.accountId, eventsOf(query.group), pageRequest(query));
      return mapPage(found, (entry) => toLogLine(entry, view));
    },

    'GET /v1/me/log/export': async ({ query, reply }) => {
      const { mediaType, fileName, write } = formats[query.format];
      reply.type(mediaType).header('content-disposition', `attachment; filename="${fileName}"`);
      // Taking it may last longer than the session.
      const askerNow = () => house.authentication.ownerOf(reply.request.raw, 'self', 'not_as_use');
      return Readable.from(write(wholeLog(house, askerNow)));
    },
  } satisfies Partial<Handlers>;
};

/** Newest first, read page by page while the client takes it. */
async function* wholeLog({ core, placeOf }: House, askerNow: () => Promise<Owner>): AsyncGenerator<LogLine> {
  const names = new Names(core);
  let after: string | null = null;
  do {
    const owner = await askerNow();
    const view = { owner, placeOf, names };
    const page = await core.log.pageOf(owner.accountId, [], { after, limit: exportedAtOnce });
    for (const entry of page.rows) yield await toLogLine(entry, view);
    after = page.next;
  } while (after !== null);
}
