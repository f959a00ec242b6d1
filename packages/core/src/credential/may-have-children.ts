import type { Stores } from '../deps.ts';
import type { SessionRecord } from './store.ts';

/**
 * Only a session that people of this house have signed in to, and that stands in the default organization, whose the protected
 * hosts are. A service signs in whomever it likes, and anybody makes an organization of their own: whoever is kept out of the
 * default one must not come in through that.
 */
export async function mayHaveChildren(
  { organizations }: Pick<Stores, 'organizations'>,
  { parentId, serviceId, organizationId }: Pick<SessionRecord, 'organizationId' | 'parentId' | 'serviceId'>,
): Promise<boolean> {
  if (parentId !== null || serviceId !== null) return false;
  return organizationId === (await organizations.default()).id;
}
