import { changePolicy, makeSetUpLink, previewPolicy } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { type Named, organizationNamed } from '../operator-keeper.ts';
import { toPolicy, toPolicyPreview } from '../wire/policy.ts';

/** What runs here, the first link and the policy. */
export const operator = (house: House) => {
  const { core, facts } = house;
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

    'GET /operator/policy': async ({ query }) => toPolicy(await core.organizations.policy(await idOf(query))),

    'PATCH /operator/policy': async ({ actor, body, query }) =>
      toPolicy((await changePolicy(core, actor, await idOf(query), body)).policy),

    'POST /operator/policy/preview': async ({ body, query }) =>
      toPolicyPreview(await previewPolicy(core, null, await idOf(query), body)),
  } satisfies Partial<Handlers>;
};
