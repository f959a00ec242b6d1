/** What must happen after a commit. Kinds grow with what the product sends. */
export const outboxKinds = ['mail', 'webhook', 'termination'] as const;
export type OutboxKind = (typeof outboxKinds)[number];

/** Messages of one lane go out in turn, and beside those of every other lane: a slow target holds up its own only. */
export interface Lane {
  readonly kind: OutboxKind;
  /** Whom they are for, where a kind has several targets: a webhook's id. Mail has one lane. */
  readonly target: string;
}

export interface OutboxMessage extends Lane {
  readonly id: string;
  /** Sealed by the key ring, with the message's id as associated data: mail carries single-use links. */
  readonly sealedPayload: Uint8Array;
  readonly createdAt: number;
  readonly dueAt: number;
  readonly attempts: number;
}

export interface OutboxStore {
  put(message: OutboxMessage): Promise<void>;
  /** In which lanes of these kinds something is due. */
  dueLanes(kinds: readonly OutboxKind[], now: number): Promise<Lane[]>;
  /**
   * Takes up to `limit` due messages of a lane for `leaseMs`: nobody else gets them until then, and a crash gives them
   * back. Taking counts as an attempt.
   */
  take(lane: Lane, now: number, leaseMs: number, limit: number): Promise<OutboxMessage[]>;
  done(id: string): Promise<void>;
  retryAt(id: string, dueAt: number): Promise<void>;
  /** Gives up for good: the message is deleted; the caller has logged why. */
  drop(id: string): Promise<void>;
  /** Gives up, but keeps the message for `revive`. */
  layAside(id: string, at: number): Promise<void>;
  /** Makes every message of the lane due that waits or was laid aside. Returns how many. */
  revive(lane: Lane, now: number): Promise<number>;
  /** Deletes every message of the lane. */
  clear(lane: Lane): Promise<void>;
  /** Deletes what was laid aside before that moment; at most `batch`. Returns how many. */
  forgetLaidAside(before: number, batch: number): Promise<number>;
  /** How many of a lane wait, and how many were laid aside. */
  count(lane: Lane): Promise<{ readonly waiting: number; readonly laidAside: number }>;
  /** Gives up everything that waits. */
  dropAll(): Promise<void>;
  /** How many wait, and since when the oldest does. For readiness and metrics. */
  backlog(): Promise<{ readonly waiting: number; readonly oldestAt: number | null }>;
}
