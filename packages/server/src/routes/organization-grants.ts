import { endGrant, endOwnGrant, makeGrant, Refusal } from '@rollcall/core';
import { grantView } from '../grant-view.ts';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { toGrant, toGrants } from '../wire/grant.ts';

/** Who may act on behalf of whom. */
export const grants = (house: House) => {
  const { core } = house;
  return {
    'GET /v1/organization/users/:id/grants': async ({ actor: { organizationId }, params }) => {
      if ((await core.organizations.membership(params.id, organizationId)) === null) throw new Refusal('not_found');
      const found = await core.grants.listOf(params.id, organizationId, core.clock.now());
      return toGrants(params.id, found, grantView(house));
    },

    'POST /v1/organization/users/:id/grants': async ({ actor, params, body }) => {
      const { holderId, expiresAt = null } = body;
      const grant = await makeGrant(core, actor, { accountId: params.id, holderId, expiresAt });
      return toGrant(grant, grantView(house));
    },

    'POST /v1/organization/grants/:id/ending': async ({ actor, params }) => {
      await endGrant(core, actor, params.id);
      return undefined;
    },

    'GET /v1/me/grants': async ({ actor: { accountId } }) =>
      toGrants(accountId, await core.grants.listOf(accountId, null, core.clock.now()), grantView(house)),

    'POST /v1/me/grants/:id/ending': async ({ actor, params }) => {
      await endOwnGrant(core, actor, params.id);
      return undefined;
    },
  } satisfies Partial<Handlers>;
};
