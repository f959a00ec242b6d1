import type { Chance, Clock, WebhookMessage, WebhookSender, WebhookStore } from '@rollcall/core';
import type { Deliverer, Delivery, Parcel } from '../outbox/deliverer.ts';
import { webhookPatienceMs } from './send.ts';

export interface WebhookDelivererDeps {
  readonly webhooks: Pick<WebhookStore, 'find' | 'noteDelivered' | 'noteFailed' | 'disable'>;
  readonly webhookSender: Pick<WebhookSender, 'send'>;
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'bytes'>;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** How long after each failed try comes the next one; some three days, and then it is given up. */
const waits = [
  5 * second,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];
/** By how much a wait may be longer, so that what failed together does not come back together. */
const jitter = 0.2;

/** What is given up is kept, so that it can be sent once its target works again. */
export function createWebhookDeliverer(deps: WebhookDelivererDeps): Deliverer {
  return {
    deliver: (parcel) => deliver(deps, parcel),
    nextTryAt({ attempts }, now) {
      const wait = waits[attempts - 1];
      if (wait === undefined) return 'it was tried for three days';
      return now + Math.round(wait * (1 + jitter * part(deps.chance)));
    },
    leaseMs: 2 * webhookPatienceMs,
    keepsGivenUp: true,
  };
}

async function deliver(deps: WebhookDelivererDeps, { id, target, payload }: Parcel): Promise<Delivery> {
  const { webhooks, webhookSender, clock } = deps;
  const webhook = await webhooks.find(target);
  if (webhook === null) return { outcome: 'refused', why: 'its webhook was removed' };
  if (webhook.disabledAt !== null) return { outcome: 'refused', why: 'its webhook is disabled' };
  // What opens was sealed here: nobody else has the key.
  const failure = await webhookSender.send(webhook, id, payload as WebhookMessage);
  const now = clock.now();
  if (failure === null) {
    await webhooks.noteDelivered(target, now);
    return { outcome: 'delivered' };
  }
  const facts = { webhookId: target, failure };
  await webhooks.noteFailed(target, now, failure);
  if (failure !== 'status_410') return { outcome: 'failed', facts };
  await webhooks.disable(target, now, 'gone');
  return { outcome: 'refused', why: 'its target said that it is gone for good', facts };
}

/** From 0 up to, but not including, 1. */
function part(chance: Pick<Chance, 'bytes'>): number {
  return (chance.bytes(1)[0] ?? 0) / 256;
}
