import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { lockWebhook } from './lock-webhook.ts';

/** Sends again to a webhook that was disabled, and what was given up is tried once more. Returns how many. Refuses `not_found`. */
export async function resumeWebhook(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  operator: Operator,
  webhookId: string,
): Promise<number> {
  return deps.transaction(async (stores) => {
    const { id, serviceId } = await lockWebhook(stores, webhookId);
    await stores.webhooks.enable(id);
    const revived = await stores.outbox.revive({ kind: 'webhook', target: id }, deps.clock.now());
    await note(stores, deps, {
      event: 'webhook.resumed',
      accountId: serviceId,
      by: operator,
      details: { messages: revived },
    });
    return revived;
  });
}
