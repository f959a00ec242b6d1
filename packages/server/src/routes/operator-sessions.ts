import type { OperatorSession } from '@rollcall/api';
import {
  endEverythingByOperator,
  findByLogin,
  listOrganizationDevices,
  listOrganizationSessions,
  type Page,
  revokeByOperator,
  revokeTrust,
  type SessionRecord,
  terminateAll,
} from '@rollcall/core';
import { devicesWanted } from '../devices-wanted.ts';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { keeperOf, memberIn } from '../operator-keeper.ts';
import { mapPage, pageOf, pageRequest } from '../page-request.ts';
import { viewFor } from '../session-entry.ts';
import { sessionsWanted } from '../sessions-wanted.ts';
import { toOrganizationDevice, toTerminatedAll } from '../wire/organization-session.ts';
import { toOutcome } from '../wire/outcome.ts';
import { toSession } from '../wire/session.ts';

const mostLive = 2_000;

/** Sessions and devices, as whoever runs the server sees and ends them. */
export const operatorSessions = (house: House) => {
  const { core, streams } = house;
  return {
    'GET /operator/sessions': async ({ actor, query }) => {
      const keeper = await keeperOf(core, actor, query);
      const accountId = await memberIn(core, keeper, query.member);
      const page = pageRequest(query);
      const wanted = { ...sessionsWanted(house, query), accountId, places: 'shown', page } as const;
      const { rows, next, active } = await listOrganizationSessions(core, keeper, wanted);
      return { ...(await toSessions(house, { rows: rows.map(({ session }) => session), next })), active };
    },

    'GET /operator/accounts/:login/sessions': async ({ params, query }) => {
      const { id } = await findByLogin(core, params.login);
      const live = await core.credentials.listLiveSessions(id, core.clock.now(), mostLive);
      return toSessions(house, pageOf(live, pageRequest(query)));
    },

    'POST /operator/sessions/:id/revocation': async ({ actor, params }) => {
      const outcome = await revokeByOperator(core, actor, params.id);
      const session = await core.credentials.find(params.id);
      if (session !== null) streams.inventoryChanged(session.accountId);
      return toOutcome(outcome, actor);
    },

    'POST /operator/revocation': async ({ actor }) => toOutcome(await endEverythingByOperator(core, actor), actor),

    'POST /operator/termination': async ({ actor, query }) => {
      const keeper = await keeperOf(core, actor, query);
      return toTerminatedAll(await terminateAll(core, keeper, { organizationName: null, spares: 'nobody' }));
    },

    'GET /operator/devices': async ({ actor, query }) => {
      const keeper = await keeperOf(core, actor, query);
      const accountId = await memberIn(core, keeper, query.member);
      const wanted = { ...devicesWanted(house, query), accountId, places: 'shown', page: pageRequest(query) } as const;
      const { rows, next, active } = await listOrganizationDevices(core, keeper, wanted);
      const page = await mapPage({ rows, next }, async (device) => toOrganizationDevice(device, null, house.placeOf));
      return { rows: page.rows, next: page.next, active };
    },

    'POST /operator/devices/:id/trust-revocation': async ({ actor, params, query }) => {
      await revokeTrust(core, await keeperOf(core, actor, query), params.id);
      return undefined;
    },
  } satisfies Partial<Handlers>;
};

async function toSessions(house: House, page: Page<SessionRecord>) {
  const view = await viewFor(house, null, page.rows);
  return mapPage(
    page,
    async (session): Promise<OperatorSession> => ({
      accountId: session.accountId,
      accountName: (await view.names.account(session.accountId)) ?? '',
      session: await toSession(session, view),
    }),
  );
}
