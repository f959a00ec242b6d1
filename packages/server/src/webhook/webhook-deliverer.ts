import type { Chance, Clock, SealedSecrets, Webhook, WebhookFailure, WebhookStore } from '@rollcall/core';
import { Webhook as Signer } from 'standardwebhooks';
import type { KeyRing } from '../key-ring.ts';
import type { Deliverer, Delivery, Parcel } from '../outbox/deliverer.ts';
import { type Heard, type SendDeps, send } from './send.ts';

export interface WebhookDeps extends SendDeps {
  readonly webhooks: Pick<WebhookStore, 'find' | 'noteDelivered' | 'noteFailed' | 'disable'>;
  readonly keyRing: Pick<KeyRing, 'open'>;
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'bytes'>;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** How long after each failed try comes the next one (Standard Webhooks); some three days, and then it is given up. */
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
const gone = 410;

export function createWebhookDeliverer(deps: WebhookDeps): Deliverer {
  return {
    deliver: (parcel) => deliver(deps, parcel),
    nextTryAt({ attempts }, now) {
      const wait = waits[attempts - 1];
      return wait === undefined
        ? 'it was tried for three days'
        : now + Math.round(wait * (1 + jitter * part(deps.chance)));
    },
    keepsGivenUp: true,
  };
}

async function deliver(deps: WebhookDeps, { id, target, payload }: Parcel): Promise<Delivery> {
  const webhook = await deps.webhooks.find(target);
  if (webhook === null) return { outcome: 'refused', why: 'its webhook was removed' };
  if (webhook.disabledAt !== null) return { outcome: 'refused', why: 'its webhook is disabled' };
  const heard = await sendSigned(deps, webhook, id, JSON.stringify(payload));
  const failure = failureOf(heard);
  const facts = { webhookId: target, failure };
  const now = deps.clock.now();
  if (failure === null) {
    await deps.webhooks.noteDelivered(target, now);
    return { outcome: 'delivered' };
  }
  await deps.webhooks.noteFailed(target, now, failure);
  if (failure !== `status_${gone}`) return { outcome: 'failed', facts };
  await deps.webhooks.disable(target, now, 'gone');
  return { outcome: 'refused', why: 'its target said that it is gone for good', facts };
}

/** Signs by Standard Webhooks and sends. The id is the same for every try, time and signature are not. */
function sendSigned(
  deps: WebhookDeps,
  webhook: Webhook & SealedSecrets,
  messageId: string,
  body: string,
): Promise<Heard> {
  const now = deps.clock.now();
  const id = `msg_${messageId}`;
  const signatures = secretsOf(webhook, now).map((sealed) => {
    const secret = Buffer.from(deps.keyRing.open(sealed, webhook.id)).toString();
    return new Signer(secret).sign(id, new Date(now), body);
  });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Rollcall',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / second)),
    'webhook-signature': signatures.join(' '),
  };
  return send(deps, webhook.url, headers, body);
}

function secretsOf({ sealedSecret, oldSealedSecret, oldSecretUntil }: SealedSecrets, now: number): Uint8Array[] {
  const oldStillCounts = oldSealedSecret !== null && oldSecretUntil !== null && now < oldSecretUntil;
  return oldStillCounts ? [sealedSecret, oldSealedSecret] : [sealedSecret];
}

function failureOf(heard: Heard): WebhookFailure | null {
  if ('failure' in heard) return heard.failure;
  return heard.status >= 200 && heard.status < 300 ? null : `status_${heard.status}`;
}

/** From 0 up to, but not including, 1. */
function part(chance: Pick<Chance, 'bytes'>): number {
  return (chance.bytes(1)[0] ?? 0) / 256;
}
