import type { Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { SealedSecrets, Webhook } from './webhook.ts';

/** A webhook, with its service locked until the transaction ends. Refuses `not_found`. */
export async function lockWebhook(
  { accounts, webhooks }: Pick<Stores, 'accounts' | 'webhooks'>,
  id: string,
): Promise<Webhook & SealedSecrets> {
  const found = await webhooks.find(id);
  if (found === null) throw new Refusal('not_found');
  await accounts.lock(found.serviceId);
  const webhook = await webhooks.find(id);
  if (webhook === null) throw new Refusal('not_found');
  return webhook;
}
