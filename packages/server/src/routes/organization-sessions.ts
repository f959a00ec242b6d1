import { listOrganizationSessions } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { viewFor } from '../session-entry.ts';
import { toOrganizationSession } from '../wire/organization-session.ts';

/** Sessions of everybody in the organization of whoever asks. */
export const organizationSessions = (house: House) => {
  const { core } = house;
  return {
    'GET /v1/organization/sessions': async ({ actor, query }) => {
      const found = await listOrganizationSessions(core, actor, pageRequest(query));
      const sessions = found.rows.map(({ session }) => session);
      const view = await viewFor(house, actor.credentialId, sessions);
      return {
        ...(await mapPage(found, (held) => toOrganizationSession(held, view, 'left_out'))),
        active: found.active,
      };
    },
  } satisfies Partial<Handlers>;
};
