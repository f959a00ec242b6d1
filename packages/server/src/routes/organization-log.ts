import { Readable } from 'node:stream';
import type { OrganizationLogLine, QueryOf } from '@rollcall/api';
import { type LogFilter, type Owner, type Places, requirePlaces, viewChain, viewLog } from '@rollcall/core';
import type { FastifyReply } from 'fastify';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { organizationCsv } from '../log-export.ts';
import { eventsOf } from '../log-groups.ts';
import { sealAll } from '../log-sealer.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { Names } from '../wire/names.ts';
import { toChainLine, toOrganizationLogLine } from '../wire/organization-log-line.ts';

const exportedAtOnce = 200;

/** What happened in the organization of whoever asks. */
export const organizationLog = (house: House) => {
  const { core, logWatch, placeOf } = house;
  return {
    'GET /v1/organization/log': async ({ actor, query }) => {
      const view = { actor, placeOf, names: new Names(core) };
      const found = await viewLog(core, actor, filterOf(query), placesOf(query), pageRequest(query));
      return mapPage(found, (entry) => toOrganizationLogLine(entry, view));
    },

    'GET /v1/organization/log/export': async ({ actor, query, reply }) => {
      await requirePlaces(core, actor, placesOf(query));
      const { mediaType, fileName, write } = organizationCsv;
      reply.type(mediaType).header('content-disposition', `attachment; filename="${fileName}"`);
      return Readable.from(write(wholeLog(house, askerOf(house, reply), query)));
    },

    'GET /v1/organization/log/chain': async ({ actor, query, reply }) => {
      await requirePlaces(core, actor, placesOf(query));
      await sealAll(core);
      reply.header('content-disposition', 'attachment; filename="rollcall-organization-log.jsonl"');
      return Readable.from(wholeChain(house, askerOf(house, reply), placesOf(query)), { objectMode: false });
    },

    'GET /v1/organization/log/state': ({ actor }) => logWatch.stateOf(actor.organizationId),
  } satisfies Partial<Handlers>;
};

type Filter = QueryOf<'GET /v1/organization/log/export'>;

function filterOf({ member, actor, group, from, to }: Filter): LogFilter {
  return { accountId: member, actorAccountId: actor, events: eventsOf(group), from, to };
}

function placesOf({ show }: Pick<Filter, 'show'>): Places {
  return show === 'places' ? 'shown' : 'left_out';
}

type Asker = () => Promise<Owner>;

/** Whoever asks, judged anew: taking an export may last longer than the session or the role. */
function askerOf({ authentication }: House, { request }: FastifyReply): Asker {
  return () => authentication.ownerOf(request.raw, 'platform.log.view', 'not_as_use');
}

/** Newest first, read page by page while the client takes it. */
async function* wholeLog(house: House, askerNow: Asker, query: Filter): AsyncGenerator<OrganizationLogLine> {
  const { core, placeOf } = house;
  let after: string | null = null;
  do {
    const actor = await askerNow();
    const view = { actor, placeOf, names: new Names(core) };
    const page = await viewLog(core, actor, filterOf(query), placesOf(query), { after, limit: exportedAtOnce });
    for (const entry of page.rows) yield await toOrganizationLogLine(entry, view);
    after = page.next;
  } while (after !== null);
}

async function* wholeChain({ core }: House, askerNow: Asker, places: Places): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const names = new Names(core);
    const lines = await viewChain(core, await askerNow(), places, after, exportedAtOnce);
    let part = '';
    for (const line of lines) part += `${JSON.stringify(await toChainLine(line, names))}\n`;
    if (part !== '') yield part;
    after = lines.at(-1)?.seal.sequence ?? after;
    if (lines.length < exportedAtOnce) return;
  }
}
