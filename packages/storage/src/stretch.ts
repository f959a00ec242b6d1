import { setImmediate } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import type { Id } from './id.ts';

/** A query for ids, in the order in which rows are looked at. */
export interface OrderedIds {
  offset(rows: number): OrderedIds;
  limit(rows: number): OrderedIds;
  executeTakeFirst(): Promise<{ readonly id: Id } | undefined>;
}

/**
 * How many rows make a stretch that nobody waits for long for. Where the store is elsewhere, others are served meanwhile and each
 * question costs a journey: there it is longer.
 */
export function stretchOf({ dialect }: Pick<Connection, 'dialect'>, rows: number): number {
  return dialect.isRemote ? 10 * rows : rows;
}

/** The last id of the next stretch of so many rows; `null` where it reaches the end. */
async function edgeOf(ids: OrderedIds, looks: number): Promise<Id | null> {
  const edge = await ids
    .offset(looks - 1)
    .limit(1)
    .executeTakeFirst();
  return edge?.id ?? null;
}

/**
 * Looks at a stretch of so many rows, up to its edge, from where the next one goes on. Others have their turn then, who wait where
 * the store is in this process.
 */
export async function look<Found>(
  ids: OrderedIds,
  looks: number,
  find: (edge: Id | null) => Promise<Found>,
): Promise<{ readonly found: Found; readonly next: Id | null }> {
  const next = await edgeOf(ids, looks);
  const found = await find(next);
  await setImmediate();
  return { found, next };
}
