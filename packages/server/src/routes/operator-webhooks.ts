import { addWebhook, Refusal, removeWebhook, resumeWebhook, rotateWebhookSecret, testWebhook } from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { readWebhook } from '../wire/webhook.ts';

const daySeconds = 86_400;

/** Webhooks of services, as whoever runs the server keeps them. */
export const operatorWebhooks = ({ core }: House) =>
  ({
    'GET /operator/services/:service/webhooks': async ({ params }) => {
      const service = await core.services.findByName(params.service);
      if (service === null) throw new Refusal('not_found');
      const webhooks = await core.webhooks.list(service.id);
      return { rows: await Promise.all(webhooks.map((webhook) => readWebhook(core.outbox, webhook))) };
    },

    'POST /operator/services/:service/webhooks': async ({ actor, params, body }) => {
      const { secret, webhook } = await addWebhook(core, actor, params.service, body.url);
      return { secret, webhook: await readWebhook(core.outbox, webhook) };
    },

    'POST /operator/webhooks/:id/rotation': async ({ actor, params, body }) => {
      const overlapMs = (body.overlapSeconds ?? daySeconds) * 1_000;
      const { secret, oldWorksUntil } = await rotateWebhookSecret(core, actor, params.id, overlapMs);
      return { secret, oldWorksUntil };
    },

    'POST /operator/webhooks/:id/test': async ({ params }) => {
      const failure = await testWebhook(core, params.id);
      return { delivered: failure === null, failure };
    },

    'POST /operator/webhooks/:id/resumption': async ({ actor, params }) => ({
      messages: await resumeWebhook(core, actor, params.id),
    }),

    'POST /operator/webhooks/:id/removal': async ({ actor, params }) => {
      await removeWebhook(core, actor, params.id);
      return undefined;
    },
  }) satisfies Partial<Handlers>;
