import type { Operator } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from './note.ts';

/**
 * Says in every chain that the store was put in place from a copy: what was noted after that was made is not in it, and heads that were
 * kept since then do not fit any more.
 */
export async function noteReturn(
  stores: Pick<Stores, 'log' | 'organizations'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  by: Operator,
  event: 'store.imported' | 'store.restored',
): Promise<void> {
  const chains = [...(await stores.organizations.ids()), null];
  for (const organizationId of chains) await note(stores, deps, { event, accountId: null, organizationId, by });
}
