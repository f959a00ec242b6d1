import {
  changeExternalAccount,
  disableExternalAccount,
  enableExternalAccount,
  findExternal,
  revokeAllByService,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { readSessions } from '../session-pages.ts';
import { readExternalAccount } from '../wire/external-account.ts';
import { toOutcome } from '../wire/outcome.ts';

/** Accounts that a service brought. */
export const serviceAccounts = (house: House) => {
  const { core, streams } = house;
  return {
    'GET /v1/service/accounts/:externalId': ({ actor, params }) => readExternalAccount(core, actor, params.externalId),

    'PATCH /v1/service/accounts/:externalId': async ({ actor, params, body }) => {
      const { displayName = null, emails = null } = body;
      const { accountId } = await changeExternalAccount(core, actor, params.externalId, { displayName, emails });
      streams.inventoryChanged(accountId);
      return readExternalAccount(core, actor, params.externalId);
    },

    'GET /v1/service/accounts/:externalId/sessions': async ({ actor, params, query }) => {
      const { accountId } = await findExternal(core, actor, params.externalId);
      return readSessions(house, accountId, null, query);
    },

    'POST /v1/service/accounts/:externalId/sessions/revocation': async ({ actor, params, body }) => {
      const { accountId, outcome } = await revokeAllByService(core, actor, params.externalId, body.except ?? []);
      streams.inventoryChanged(accountId);
      return toOutcome(outcome, actor);
    },

    'POST /v1/service/accounts/:externalId/disabling': async ({ actor, params }) => {
      const { accountId, outcome } = await disableExternalAccount(core, actor, params.externalId);
      streams.inventoryChanged(accountId);
      return toOutcome(outcome, actor);
    },

    'POST /v1/service/accounts/:externalId/enabling': async ({ actor, params }) => {
      await enableExternalAccount(core, actor, params.externalId);
      return undefined;
    },
  } satisfies Partial<Handlers>;
};
