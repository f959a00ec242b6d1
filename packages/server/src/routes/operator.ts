import { changePolicy, endEverythingByOperator, makeSetUpLink, revokeByOperator } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { toOutcome } from '../wire/outcome.ts';
import { toPolicy } from '../wire/policy.ts';
import { operatorSessions } from './operator-sessions.ts';

/** What runs here, the first link, sessions and the policy. */
export const operator = (house: House) => {
  const { core, facts, streams } = house;
  return {
    'GET /operator/status': async () => {
      const [accounts, serviceAccounts] = await Promise.all([core.accounts.count(), core.accounts.countOfServices()]);
      const { version, publicOrigin, engine } = facts;
      return { version, publicOrigin, engine, accounts, serviceAccounts, setupNeeded: accounts === 0 };
    },

    'POST /operator/examination': async ({ body }) => ({ findings: await house.examine(body.mailTo ?? null) }),

    'POST /operator/setup-link': async () => {
      const { url, expiresAt } = await makeSetUpLink(core);
      return { url, expiresAt };
    },

    'GET /operator/sessions': async ({ query }) => {
      const { page, toOperatorSession } = await operatorSessions(house, query.login, pageRequest(query));
      return mapPage(page, toOperatorSession);
    },

    'POST /operator/sessions/:id/revocation': async ({ actor, params }) => {
      const outcome = await revokeByOperator(core, actor, params.id);
      const session = await core.credentials.find(params.id);
      if (session !== null) streams.inventoryChanged(session.accountId);
      return toOutcome(outcome, actor);
    },

    'POST /operator/revocation': async ({ actor }) => toOutcome(await endEverythingByOperator(core, actor), actor),

    'GET /operator/policy': async () => {
      const { id } = await core.organizations.default();
      return toPolicy(await core.organizations.policy(id));
    },

    'PATCH /operator/policy': async ({ actor, body }) => {
      const { id } = await core.organizations.default();
      return toPolicy(await changePolicy(core, actor, id, body));
    },
  } satisfies Partial<Handlers>;
};
