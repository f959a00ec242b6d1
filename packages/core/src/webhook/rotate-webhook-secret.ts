import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { lockWebhook } from './lock-webhook.ts';
import { makeWebhookSecret } from './webhook-secret.ts';

/** The new secret is readable here and never again. */
export interface RotatedWebhook {
  readonly secret: string;
  /** Until when messages are signed with the old one too, in milliseconds UTC. */
  readonly oldWorksUntil: number;
}

/** Gives a webhook a new secret; for as long as they overlap, messages carry a signature by each. Refuses `not_found`. */
export async function rotateWebhookSecret(
  deps: Pick<Deps, 'chance' | 'clock' | 'seal' | 'transaction'>,
  operator: Operator,
  webhookId: string,
  overlapMs: number,
): Promise<RotatedWebhook> {
  return deps.transaction(async (stores) => {
    const { id, serviceId } = await lockWebhook(stores, webhookId);
    const { secret, sealedSecret } = makeWebhookSecret(deps, id);
    const oldWorksUntil = deps.clock.now() + overlapMs;
    await stores.webhooks.setSecret(id, sealedSecret, oldWorksUntil);
    await note(stores, deps, { event: 'webhook.rotated', accountId: serviceId, by: operator });
    return { secret, oldWorksUntil };
  });
}
