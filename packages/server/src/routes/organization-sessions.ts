import type { QueryOf } from '@rollcall/api';
import {
  type DevicesWanted,
  listOrganizationDevices,
  listOrganizationSessions,
  Refusal,
  revokeTrust,
  type SessionsWanted,
  terminateAll,
  terminateSessions,
} from '@rollcall/core';
import { devicesWanted } from '../devices-wanted.ts';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { viewFor } from '../session-entry.ts';
import { sessionsWanted } from '../sessions-wanted.ts';
import { Names } from '../wire/names.ts';
import {
  toOrganizationDevice,
  toOrganizationSession,
  toProgress,
  toTerminated,
  toTerminatedAll,
} from '../wire/organization-session.ts';

/** Sessions and devices of everybody in the organization of whoever asks. */
export const organizationSessions = (house: House) => {
  const { core } = house;
  return {
    'GET /v1/organization/sessions': async ({ actor, query }) => {
      const wanted = wantedBy(house, query);
      const { rows, next, active } = await listOrganizationSessions(core, actor, wanted);
      const sessions = rows.map(({ session }) => session);
      const view = await viewFor(house, actor.credentialId, sessions);
      const page = await mapPage({ rows, next }, (held) => toOrganizationSession(held, view, wanted.places));
      return { rows: page.rows, next: page.next, active };
    },

    'GET /v1/organization/devices': async ({ actor, query }) => {
      const wanted = devicesWantedBy(house, query);
      const { rows, next, active } = await listOrganizationDevices(core, actor, wanted);
      const placeOf = wanted.places === 'shown' ? house.placeOf : null;
      const page = await mapPage({ rows, next }, async (device) =>
        toOrganizationDevice(device, actor.deviceId, placeOf),
      );
      return { rows: page.rows, next: page.next, active };
    },

    'POST /v1/organization/sessions/:id/termination': async ({ actor, params }) => {
      const terminated = await terminateSessions(core, actor, [params.id]);
      if (terminated.unknown.length > 0) throw new Refusal('not_found');
      return toTerminated(terminated);
    },

    'POST /v1/organization/sessions/terminations': async ({ actor, body }) =>
      toTerminated(await terminateSessions(core, actor, body.ids)),

    'POST /v1/organization/devices/:id/trust-revocation': async ({ actor, params }) => {
      await revokeTrust(core, actor, params.id);
      return undefined;
    },

    'POST /v1/organization/termination': async ({ actor, body }) => {
      const { organizationName, spareOwnSession = false } = body;
      const spares = spareOwnSession ? 'own_session' : 'nobody';
      return toTerminatedAll(await terminateAll(core, actor, { organizationName, spares }));
    },

    'GET /v1/organization/termination': async ({ actor }) => {
      const latest = await core.terminations.latest(actor.organizationId);
      if (latest === null) return { termination: null };
      return { termination: toProgress(latest, await new Names(core).account(latest.byAccountId)) };
    },
  } satisfies Partial<Handlers>;
};

function wantedBy(house: House, query: QueryOf<'GET /v1/organization/sessions'>): SessionsWanted {
  const { member = null, show, country } = query;
  const places = show === 'places' || country !== undefined ? 'shown' : 'left_out';
  return { ...sessionsWanted(house, query), accountId: member, places, page: pageRequest(query) };
}

function devicesWantedBy(house: House, query: QueryOf<'GET /v1/organization/devices'>): DevicesWanted {
  const { member = null, show, country } = query;
  const places = show === 'places' || country !== undefined ? 'shown' : 'left_out';
  return { ...devicesWanted(house, query), accountId: member, places, page: pageRequest(query) };
}
