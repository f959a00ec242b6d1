import { endGrant, findMemberNamed, makeGrant, Refusal } from '@rollcall/core';
import { grantView } from '../grant-view.ts';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { memberNamed } from '../operator-keeper.ts';
import { toGrant, toGrants } from '../wire/grant.ts';

/** Who may act on behalf of whom, as whoever runs the server arranges it. */
export const operatorGrants = (house: House) => {
  const { core } = house;
  return {
    'GET /operator/members/:member/grants': async ({ actor, params, query }) => {
      const { keeper, accountId } = await memberNamed(core, actor, params, query);
      const found = await core.grants.listOf(accountId, keeper.organizationId, core.clock.now());
      return toGrants(accountId, found, grantView(house));
    },

    'POST /operator/members/:member/grants': async ({ actor, params, query, body }) => {
      const { keeper, accountId } = await memberNamed(core, actor, params, query);
      const { account: holder } = await findMemberNamed(core, keeper.organizationId, body.holder);
      const { expiresAt = null } = body;
      const grant = await makeGrant(core, keeper, { accountId, holderId: holder.id, expiresAt });
      return toGrant(grant, grantView(house));
    },

    'POST /operator/grants/:id/ending': async ({ actor, params }) => {
      const grant = await core.grants.find(params.id, core.clock.now());
      if (grant === null) throw new Refusal('not_found');
      await endGrant(core, { ...actor, organizationId: grant.organizationId }, grant.id);
      return undefined;
    },
  } satisfies Partial<Handlers>;
};
