import type { Stores } from '../deps.ts';
import type { Ended } from './store.ts';

/** What an ending did inside its transaction; the epoch is what to wait for after the commit. */
export interface Ends {
  readonly count: number;
  readonly epoch: number;
}

/** What ending takes of the stores. */
export type EndingStores = Pick<Stores, 'authority' | 'credentials' | 'outbox' | 'services' | 'webhooks'>;

/** How many people would count: a child ends with its parent. */
export function countOf(ended: readonly Ended[]): number {
  const ids = new Set(ended.map(({ id }) => id));
  return ended.filter(({ parentId }) => parentId === null || !ids.has(parentId)).length;
}
