/** What was seen from outside, with the times at which each request was sent and answered, on one monotonic clock. */
export type Event =
  | {
      readonly what: 'verify';
      readonly credential: string;
      readonly sentAt: number;
      readonly answeredAt: number;
      readonly accepted: boolean;
    }
  | {
      readonly what: 'end';
      /** Every credential that this act shuts out. */
      readonly credentials: readonly string[];
      readonly sentAt: number;
      readonly answeredAt: number;
    };

export interface Violation {
  readonly credential: string;
  /** How long after the ending was answered the accepting verify was sent, in milliseconds. */
  readonly lateMs: number;
}

/**
 * Every accept of a verify that was sent after an ending of its credential had been answered. It knows nothing of how Rollcall
 * works: it only compares times.
 */
export function violations(history: readonly Event[]): Violation[] {
  const endedAt = new Map<string, number>();
  for (const event of history) {
    if (event.what !== 'end') continue;
    for (const credential of event.credentials) {
      endedAt.set(credential, Math.min(endedAt.get(credential) ?? Number.POSITIVE_INFINITY, event.answeredAt));
    }
  }
  return history.flatMap((event) => {
    if (event.what !== 'verify' || !event.accepted) return [];
    const lateMs = event.sentAt - (endedAt.get(event.credential) ?? Number.POSITIVE_INFINITY);
    return lateMs > 0 ? [{ credential: event.credential, lateMs }] : [];
  });
}
