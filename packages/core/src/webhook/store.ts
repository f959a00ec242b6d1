import type { SealedSecrets, Webhook, WebhookDisabledReason, WebhookFailure } from './webhook.ts';

/** A session of a service, and a webhook that is to be told of it. */
export interface Told {
  readonly webhookId: string;
  readonly serviceId: string;
  readonly sessionId: string;
  readonly accountId: string;
  readonly externalId: string;
}

export interface WebhookStore {
  insert(webhook: Pick<Webhook, 'id' | 'serviceId' | 'url' | 'createdAt'>, sealedSecret: Uint8Array): Promise<void>;
  find(id: string): Promise<(Webhook & SealedSecrets) | null>;
  /** Of one service, oldest first. */
  list(serviceId: string): Promise<Webhook[]>;
  /** The secret that it had becomes the old one, until that moment. */
  setSecret(id: string, sealedSecret: Uint8Array, oldUntil: number): Promise<void>;
  noteDelivered(id: string, at: number): Promise<void>;
  noteFailed(id: string, at: number, failure: WebhookFailure): Promise<void>;
  disable(id: string, at: number, reason: WebhookDisabledReason): Promise<void>;
  enable(id: string): Promise<void>;
  /** Which webhooks are to be told of these sessions: of what no service issued none, of a child none beside its parent. */
  toTell(sessionIds: readonly string[]): Promise<Told[]>;
  /** False where there is none. */
  remove(id: string): Promise<boolean>;
}
