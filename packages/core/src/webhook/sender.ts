import type { WebhookMessage } from './message.ts';
import type { SealedSecrets, Webhook, WebhookFailure } from './webhook.ts';

/** How messages reach webhooks. */
export interface WebhookSender {
  /** Whether an address may be a webhook's at all; what its name leads to shows when it is tried. */
  mayReach(url: URL): boolean;
  /** Signs and sends one message now. Returns what went wrong; `null` where it was taken. */
  send(webhook: Webhook & SealedSecrets, messageId: string, message: WebhookMessage): Promise<WebhookFailure | null>;
}
