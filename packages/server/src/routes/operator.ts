import { changePolicy, endEverythingByOperator, makeSetUpLink, previewPolicy, revokeByOperator } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { type Named, organizationNamed } from '../operator-keeper.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { toOutcome } from '../wire/outcome.ts';
import { toPolicy, toPolicyPreview } from '../wire/policy.ts';
import { operatorSessions } from './operator-sessions.ts';

/** What runs here, the first link, sessions and the policy. */
export const operator = (house: House) => {
  const { core, facts, streams } = house;
  const idOf = (named: Named) => organizationNamed(core, named);
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

    'GET /operator/policy': async ({ query }) => toPolicy(await core.organizations.policy(await idOf(query))),

    'PATCH /operator/policy': async ({ actor, body, query }) =>
      toPolicy((await changePolicy(core, actor, await idOf(query), body)).policy),

    'POST /operator/policy/preview': async ({ body, query }) =>
      toPolicyPreview(await previewPolicy(core, null, await idOf(query), body)),
  } satisfies Partial<Handlers>;
};
