import {
  changeService,
  createService,
  issueServiceCredential,
  Refusal,
  removeService,
  revokeServiceCredential,
  rotateServiceCredential,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { toOutcome, toReceipt } from '../wire/outcome.ts';
import { toService, toServiceCredential } from '../wire/service.ts';

/** Services and their credentials, as whoever runs the server keeps them. */
export const operatorServices = ({ core }: House) => {
  const credentialNow = (credential: Parameters<typeof toServiceCredential>[0]) =>
    toServiceCredential(credential, core.clock.now());
  return {
    'GET /operator/services': async () => ({ rows: (await core.services.list()).map(toService) }),

    'POST /operator/services': async ({ actor, body }) => {
      const { name, origins = [], reauthenticateUrl = null } = body;
      return toService(await createService(core, actor, { name, origins, reauthenticateUrl }));
    },

    'PATCH /operator/services/:service': async ({ actor, params, body }) => {
      const { name, origins, reauthenticateUrl } = body;
      return toService(await changeService(core, actor, params.service, { name, origins, reauthenticateUrl }));
    },

    'POST /operator/services/:service/removal': async ({ actor, params }) =>
      toOutcome(await removeService(core, actor, params.service), actor),

    'GET /operator/services/:service/credentials': async ({ params }) => {
      const service = await core.services.findByName(params.service);
      if (service === null) throw new Refusal('not_found');
      return { rows: (await core.services.listCredentials(service.id)).map(credentialNow) };
    },

    'POST /operator/services/:service/credentials': async ({ actor, params, body }) => {
      const { name, permissions, expiresAt = null } = body;
      const input = { service: params.service, name, permissions, expiresAt };
      const { token, credential } = await issueServiceCredential(core, actor, input);
      return { token, credential: credentialNow(credential) };
    },

    'POST /operator/service-credentials/:id/rotation': async ({ actor, params, body }) => {
      const overlapMs = (body.overlapSeconds ?? 0) * 1_000;
      const { token, credential, oldEndsAt, receipt } = await rotateServiceCredential(
        core,
        actor,
        params.id,
        overlapMs,
      );
      return { token, credential: credentialNow(credential), oldEndsAt, receipt: toReceipt(receipt) };
    },

    'POST /operator/service-credentials/:id/revocation': async ({ actor, params }) =>
      toOutcome(await revokeServiceCredential(core, actor, params.id), actor),
  } satisfies Partial<Handlers>;
};
