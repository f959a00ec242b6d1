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
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { viewFor } from '../session-entry.ts';
import { Names } from '../wire/names.ts';
import { toOrganizationDevice, toOrganizationSession, toProgress, toTerminated } from '../wire/organization-session.ts';
import { toReceipt } from '../wire/outcome.ts';

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
      const page = await mapPage({ rows, next }, async (device) => toOrganizationDevice(device, actor, placeOf));
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
      const { ended, receipt } = await terminateAll(core, actor, { organizationName, spares });
      return { ended, receipt: toReceipt(receipt) };
    },

    'GET /v1/organization/termination': async ({ actor }) => {
      const latest = await core.terminations.latest(actor.organizationId);
      if (latest === null) return { termination: null };
      return { termination: toProgress(latest, await new Names(core).account(latest.byAccountId)) };
    },
  } satisfies Partial<Handlers>;
};

function wantedBy({ placeOf }: House, query: QueryOf<'GET /v1/organization/sessions'>): SessionsWanted {
  const { search, member, state, type, from, to, country, show } = query;
  return {
    filter: { state: state ?? 'live', type: type ?? null, from: from ?? null, to: to ?? null },
    accountId: member ?? null,
    search: search ?? null,
    places: show === 'places' || country !== undefined ? 'shown' : 'left_out',
    matches: country === undefined ? null : ({ lastAddress }) => placeOf(lastAddress).countryCode === country,
    page: pageRequest(query),
  };
}

function devicesWantedBy({ placeOf }: House, query: QueryOf<'GET /v1/organization/devices'>): DevicesWanted {
  const { search, member, type, state, trust, country, show } = query;
  return {
    filter: { type: type ?? null, state: state ?? null, trust: trust ?? null },
    accountId: member ?? null,
    search: search ?? null,
    places: show === 'places' || country !== undefined ? 'shown' : 'left_out',
    matches: country === undefined ? null : ({ lastAddress }) => placeOf(lastAddress).countryCode === country,
    page: pageRequest(query),
  };
}
