import type { Clock, SealedSecrets, WebhookFailure, WebhookSender } from '@rollcall/core';
import { Webhook as Signer } from 'standardwebhooks';
import type { KeyRing } from '../key-ring.ts';
import { type Heard, type SendDeps, send } from './send.ts';

export interface WebhookSenderDeps extends SendDeps {
  readonly keyRing: Pick<KeyRing, 'open'>;
  readonly clock: Clock;
}

/** Signs by Standard Webhooks. The id is the same for every try at a message, time and signature are not. */
export function createWebhookSender(deps: WebhookSenderDeps): WebhookSender {
  return {
    mayReach: (url) => deps.targets.mayTry(url),
    async send(webhook, messageId, message) {
      const now = deps.clock.now();
      const id = `msg_${messageId}`;
      const body = JSON.stringify(message);
      const secrets = secretsOf(webhook, now).flatMap((sealed) => opened(deps.keyRing, sealed, webhook.id));
      if (secrets.length === 0) return 'secret_lost';
      const signatures = secrets.map((secret) => new Signer(secret).sign(id, new Date(now), body));
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Rollcall',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now / 1_000)),
        'webhook-signature': signatures.join(' '),
      };
      return failureOf(await send(deps, webhook.url, headers, body));
    },
  };
}

function secretsOf({ sealedSecret, oldSealedSecret, oldSecretUntil }: SealedSecrets, now: number): Uint8Array[] {
  const oldStillCounts = oldSealedSecret !== null && oldSecretUntil !== null && now < oldSecretUntil;
  return oldStillCounts ? [sealedSecret, oldSealedSecret] : [sealedSecret];
}

function failureOf(heard: Heard): WebhookFailure | null {
  if ('failure' in heard) return heard.failure;
  return heard.status >= 200 && heard.status < 300 ? null : `status_${heard.status}`;
}

/** None where its key is not in the ring any more. */
function opened(keyRing: Pick<KeyRing, 'open'>, sealed: Uint8Array, webhookId: string): string[] {
  try {
    return [Buffer.from(keyRing.open(sealed, webhookId)).toString()];
  } catch {
    return [];
  }
}
