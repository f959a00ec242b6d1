import { invite, renameOrganization, withdrawInvitation } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { toInvitation } from '../wire/invitation.ts';
import { Names } from '../wire/names.ts';

/** The organization of whoever asks, and who is asked to come into it. */
export const organization = (house: House) => {
  const { core } = house;
  return {
    'PATCH /v1/organization': async ({ actor, body }) => {
      await renameOrganization(core, actor, body.name);
      return undefined;
    },

    'GET /v1/organization/invitations': async ({ actor: { accountId, organizationId }, query }) => {
      const page = await core.invitations.pageWaiting(organizationId, core.clock.now(), pageRequest(query));
      const own = await core.organizations.membership(accountId, organizationId);
      const names = new Names(core);
      return mapPage(page, (invitation) => toInvitation(invitation, own?.role ?? 'member', names));
    },

    'POST /v1/organization/invitations': async ({ actor, body }) => {
      const { email, role } = body;
      const { invitation, url } = await invite(core, actor, { email, role });
      return { invitation: await toInvitation(invitation, invitation.role, new Names(core)), url };
    },

    'POST /v1/organization/invitations/:id/withdrawal': async ({ actor, params }) => {
      await withdrawInvitation(core, actor, params.id);
      return undefined;
    },
  } satisfies Partial<Handlers>;
};
