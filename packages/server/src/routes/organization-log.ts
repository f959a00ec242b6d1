import type { QueryOf } from '@rollcall/api';
import { type LogFilter, type Places, viewLog } from '@rollcall/core';
import type { FastifyReply } from 'fastify';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { eventsOf } from '../log-groups.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { exportChain, exportCsv, logView, type ReaderNow } from '../whole-log.ts';
import { toOrganizationLogLine } from '../wire/organization-log-line.ts';

/** What happened in the organization of whoever asks. */
export const organizationLog = (house: House) => {
  const { core, logWatch } = house;
  return {
    'GET /v1/organization/log': async ({ actor, query }) => {
      const view = logView(house, actor);
      const found = await viewLog(core, actor, filterOf(query), placesOf(query), pageRequest(query));
      return mapPage(found, (entry) => toOrganizationLogLine(entry, view));
    },

    'GET /v1/organization/log/export': ({ query, reply }) =>
      exportCsv(house, readerOf(house, reply), filterOf(query), placesOf(query), reply),

    'GET /v1/organization/log/chain': ({ query, reply }) =>
      exportChain(house, readerOf(house, reply), placesOf(query), reply),

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

function readerOf({ authentication }: House, { request }: FastifyReply): ReaderNow {
  return () => authentication.ownerOf(request.raw, 'platform.log.view', 'not_as_use');
}
