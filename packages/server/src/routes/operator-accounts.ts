import type { OperatorAccount } from '@rollcall/api';
import {
  type Account,
  createAccount,
  disableAccount,
  enableAccount,
  makeResetLink,
  Refusal,
  resetFactorsByOperator,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { toOperatorAccount } from '../wire/account.ts';
import { toOutcome } from '../wire/outcome.ts';

/** Nobody counts further than this by eye. */
const mostCounted = 2_000;

/** Accounts, as whoever runs the server sees them. */
export const operatorAccounts = (house: House) => {
  const { core } = house;
  return {
    'GET /operator/accounts': async ({ query }) =>
      mapPage(await core.accounts.page(pageRequest(query)), (account) => read(house, account)),

    'POST /operator/accounts': async ({ actor, body }) => {
      const { userName, displayName, email = null, role = 'member' } = body;
      const { accountId, link } = await createAccount(core, actor, { userName, displayName, email, role });
      const account = await core.accounts.find(accountId);
      if (account === null) throw new Refusal('not_found');
      return { account: await read(house, account), link: { url: link.url, expiresAt: link.expiresAt } };
    },

    'POST /operator/accounts/:login/reset-link': async ({ actor, params }) => {
      const { url, expiresAt } = await makeResetLink(core, actor, params.login);
      return { url, expiresAt };
    },

    'POST /operator/accounts/:login/factors/reset': async ({ actor, params, body }) => {
      const sessions = body.signOut === false ? 'keep' : 'sign_out';
      return toOutcome(await resetFactorsByOperator(core, actor, params.login, sessions), actor);
    },

    'POST /operator/accounts/:login/disabling': async ({ actor, params }) =>
      toOutcome(await disableAccount(core, actor, params.login), actor),

    'POST /operator/accounts/:login/enabling': async ({ actor, params }) => {
      await enableAccount(core, actor, params.login);
      return undefined;
    },
  } satisfies Partial<Handlers>;
};

async function read({ core }: House, account: Account): Promise<OperatorAccount> {
  const [loginNames, [membership], sessions] = await Promise.all([
    core.accounts.loginNames(account.id),
    core.organizations.membershipsOf(account.id),
    core.credentials.listLiveSessions(account.id, core.clock.now(), mostCounted),
  ]);
  return toOperatorAccount({ account, loginNames, role: membership?.role ?? 'member', sessions: sessions.length });
}
