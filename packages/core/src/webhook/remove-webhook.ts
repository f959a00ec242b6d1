import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { lockWebhook } from './lock-webhook.ts';

/** Removes a webhook; what still waits for it is sent to nobody. Refuses `not_found`. */
export async function removeWebhook(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  operator: Operator,
  webhookId: string,
): Promise<void> {
  await deps.transaction(async (stores) => {
    const { id, serviceId } = await lockWebhook(stores, webhookId);
    await stores.webhooks.remove(id);
    await stores.outbox.clear({ kind: 'webhook', target: id });
    await note(stores, deps, { event: 'webhook.removed', accountId: serviceId, by: operator });
  });
}
