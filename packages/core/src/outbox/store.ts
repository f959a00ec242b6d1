/** What must happen after a commit. Kinds grow with what the product sends. */
export const outboxKinds = ['mail'] as const;
export type OutboxKind = (typeof outboxKinds)[number];

export interface OutboxMessage {
  readonly id: string;
  readonly kind: OutboxKind;
  /** Sealed by the key ring, with the message's id as associated data: mail carries single-use links. */
  readonly sealedPayload: Uint8Array;
  readonly createdAt: number;
  readonly dueAt: number;
  readonly attempts: number;
}

export interface OutboxStore {
  put(message: OutboxMessage): Promise<void>;
  /**
   * Takes up to `limit` due messages for `leaseMs`: nobody else gets them until then, and a crash gives them back.
   * Taking counts as an attempt.
   */
  take(now: number, leaseMs: number, limit: number): Promise<OutboxMessage[]>;
  done(id: string): Promise<void>;
  retryAt(id: string, dueAt: number): Promise<void>;
  /** Gives up: the message is deleted; the caller has logged why. */
  drop(id: string): Promise<void>;
  /** How many wait, and since when the oldest does. For readiness and metrics. */
  backlog(): Promise<{ readonly waiting: number; readonly oldestAt: number | null }>;
}
