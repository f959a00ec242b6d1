import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { lockService } from '../service/find-service.ts';
import type { Webhook } from './webhook.ts';
import { makeWebhookSecret } from './webhook-secret.ts';

/** A webhook's secret is readable here and never again. */
export interface AddedWebhook {
  readonly webhook: Webhook;
  readonly secret: string;
}

const mostOfOneService = 10;

/**
 * Tells a service from now on what happens, at that address. Refuses `not_found`, `webhook_url_refused` for what is not https
 * or leads inside, and `too_many_webhooks`.
 */
export async function addWebhook(
  deps: Pick<Deps, 'chance' | 'clock' | 'seal' | 'transaction' | 'webhookSender'>,
  operator: Operator,
  serviceName: string,
  givenUrl: string,
): Promise<AddedWebhook> {
  const url = checkUrl(deps, givenUrl);
  return deps.transaction(async (stores) => {
    const { id: serviceId, organizationId } = await lockService(stores, serviceName);
    if ((await stores.webhooks.list(serviceId)).length >= mostOfOneService) {
      throw new Refusal('too_many_webhooks', { limit: mostOfOneService });
    }
    const id = deps.chance.id();
    const { secret, sealedSecret } = makeWebhookSecret(deps, id);
    await stores.webhooks.insert({ id, serviceId, url, createdAt: deps.clock.now() }, sealedSecret);
    await note(stores, deps, { event: 'webhook.added', accountId: serviceId, organizationId, by: operator });
    const webhook = await stores.webhooks.find(id);
    if (webhook === null) throw new Error('The webhook was not written.');
    return { webhook, secret };
  });
}

function checkUrl({ webhookSender }: Pick<Deps, 'webhookSender'>, text: string): string {
  const url = URL.parse(text);
  if (url === null || url.hash !== '' || !webhookSender.mayReach(url)) {
    throw new Refusal('webhook_url_refused', { field: 'url' });
  }
  return url.href;
}
