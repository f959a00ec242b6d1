import type { SessionRecord } from './store.ts';

/**
 * Only a session that people of this house have signed in to. A service signs in whomever it likes: its people have no business
 * at the hosts that are protected here.
 */
export function mayHaveChildren({ parentId, serviceId }: Pick<SessionRecord, 'parentId' | 'serviceId'>): boolean {
  return parentId === null && serviceId === null;
}
