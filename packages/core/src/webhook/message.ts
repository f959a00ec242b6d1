/** What a service is told. Fixed strings: they are its interface. */
export const webhookEvents = ['session.ended', 'webhook.test'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** The body of every message: Standard Webhooks' type, time and data. */
export interface WebhookMessage {
  readonly type: WebhookEvent;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, string | number | null>>;
}
