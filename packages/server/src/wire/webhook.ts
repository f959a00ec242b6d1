import type { Webhook as WireWebhook } from '@rollcall/api';
import type { OutboxStore, Webhook } from '@rollcall/core';

/** A webhook with what stands in the outbox for it. */
export async function readWebhook(outbox: Pick<OutboxStore, 'count'>, webhook: Webhook): Promise<WireWebhook> {
  const { waiting, laidAside } = await outbox.count({ kind: 'webhook', target: webhook.id });
  return {
    id: webhook.id,
    url: webhook.url,
    state: webhook.disabledReason ?? 'active',
    createdAt: webhook.createdAt,
    deliveredAt: webhook.deliveredAt,
    failedAt: webhook.failedAt,
    failure: webhook.failure,
    waiting,
    givenUp: laidAside,
  };
}
