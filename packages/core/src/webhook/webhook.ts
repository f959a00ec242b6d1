/**
 * Why a try at a webhook failed. Fixed strings: they are stored. `inside`: its address is one of this network; `secret_lost`: the
 * key that sealed its secret is not there.
 */
export type WebhookFailure =
  | 'inside'
  | 'secret_lost'
  | 'unknown_host'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | `status_${number}`;

/** Why nothing is sent to a webhook any more: its target answered 410 Gone. */
export type WebhookDisabledReason = 'gone';

/** Where a service is told what happened. Its secret is never readable again. */
export interface Webhook {
  readonly id: string;
  readonly serviceId: string;
  readonly url: string;
  readonly createdAt: number;
  /** When its target last took a message, and when and why it last did not. */
  readonly deliveredAt: number | null;
  readonly failedAt: number | null;
  readonly failure: WebhookFailure | null;
  readonly disabledAt: number | null;
  readonly disabledReason: WebhookDisabledReason | null;
}

/** Sealed by the key ring with the webhook's id as associated data. */
export interface SealedSecrets {
  readonly sealedSecret: Uint8Array;
  /** The secret before the last rotation, with which is signed too until that moment. */
  readonly oldSealedSecret: Uint8Array | null;
  readonly oldSecretUntil: number | null;
}
