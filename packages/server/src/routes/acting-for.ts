import { endOnBehalf, type OnBehalf, type Owner, viewActedFor } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { viewFor } from '../session-entry.ts';
import { toActedFor } from '../wire/grant.ts';
import { toOutcome } from '../wire/outcome.ts';

/** What is seen and done on behalf of others. */
export const actingFor = (house: House) => {
  const { core, streams } = house;
  const endFor = async (actor: Owner, accountId: string, what: OnBehalf) => {
    const outcome = await endOnBehalf(core, actor, accountId, what);
    streams.inventoryChanged(accountId);
    return toOutcome(outcome, actor);
  };
  return {
    'GET /v1/me/acting-for/:id': async ({ actor, params }) => {
      const acted = await viewActedFor(core, actor, params.id);
      const sessions = acted.devices.flatMap((device) => device.sessions);
      const view = await viewFor(house, actor.credentialId, sessions);
      return toActedFor(acted, (await view.names.organization(actor.organizationId)) ?? '', view);
    },

    'POST /v1/me/acting-for/:id/sessions/:sessionId/ending': ({ actor, params }) =>
      endFor(actor, params.id, { act: 'session', targetId: params.sessionId }),

    'POST /v1/me/acting-for/:id/devices/:deviceId/ending': ({ actor, params }) =>
      endFor(actor, params.id, { act: 'device', targetId: params.deviceId }),

    'POST /v1/me/acting-for/:id/ending': ({ actor, params }) =>
      endFor(actor, params.id, { act: 'everything', targetId: null }),
  } satisfies Partial<Handlers>;
};
