import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { WebhookFailure } from './webhook.ts';

/** Sends a `webhook.test` at once, past the outbox. Returns what went wrong; `null` where it was taken. Refuses `not_found`. */
export async function testWebhook(
  { chance, clock, webhooks, webhookSender }: Pick<Deps, 'chance' | 'clock' | 'webhooks' | 'webhookSender'>,
  webhookId: string,
): Promise<WebhookFailure | null> {
  const webhook = await webhooks.find(webhookId);
  if (webhook === null) throw new Refusal('not_found');
  const timestamp = new Date(clock.now()).toISOString();
  return webhookSender.send(webhook, chance.id(), { type: 'webhook.test', timestamp, data: { webhookId: webhook.id } });
}
