import type { OutboxMessage } from '@rollcall/core';

/** A message as it is handed over: opened, and with its history. */
export interface Parcel extends Pick<OutboxMessage, 'id' | 'target' | 'createdAt' | 'attempts'> {
  readonly payload: unknown;
}

/** What became of a try. `facts` are logged, so they name nobody and no address. */
export type Delivery =
  | { readonly outcome: 'delivered' }
  /** It may work another time. */
  | { readonly outcome: 'failed'; readonly facts: object }
  /** It never will. */
  | { readonly outcome: 'refused'; readonly why: string; readonly facts?: object };

/** How one kind of message leaves the house. */
export interface Deliverer {
  /** Hands the message over. Every try at one message has the same id. */
  deliver(parcel: Parcel): Promise<Delivery>;
  /** Longer than a delivery may take, so that nobody else takes what is still being sent: for so long a crash delays it. */
  readonly leaseMs: number;
  /** When a message that failed is tried again, in milliseconds UTC; a sentence saying why, where it is given up. */
  nextTryAt(message: Pick<OutboxMessage, 'createdAt' | 'attempts'>, now: number): number | string;
  /** Whether what is given up is kept, so that somebody can see it and have it sent after all. */
  readonly keepsGivenUp: boolean;
}
