import type { SealedSecrets, Webhook, WebhookDisabledReason, WebhookFailure } from './webhook.ts';

export interface WebhookStore {
  insert(webhook: Pick<Webhook, 'id' | 'serviceId' | 'url' | 'createdAt'>, sealedSecret: Uint8Array): Promise<void>;
  find(id: string): Promise<(Webhook & SealedSecrets) | null>;
  /** Of one service, oldest first. */
  list(serviceId: string): Promise<Webhook[]>;
  setSecrets(id: string, secrets: SealedSecrets): Promise<void>;
  noteDelivered(id: string, at: number): Promise<void>;
  noteFailed(id: string, at: number, failure: WebhookFailure): Promise<void>;
  disable(id: string, at: number, reason: WebhookDisabledReason): Promise<void>;
  enable(id: string): Promise<void>;
  /** False where there is none. */
  remove(id: string): Promise<boolean>;
}
