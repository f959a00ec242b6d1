import type { Stores } from '../deps.ts';
import type { Ending, Which } from './credential.ts';

/**
 * Ends everything of an organization inside a transaction, by one raised generation, however many credentials that are: what is
 * born at that instant ends too. Nothing is counted here, as counting ten thousand would cost more than ending them: see
 * `countLive`. Services are told as the rows are written. Lock the organization first. Returns the epoch.
 */
export async function endOrganization(
  { authority, credentials }: Pick<Stores, 'authority' | 'credentials'>,
  which: Extract<Which, { organizationId: string }>,
  ending: Ending,
): Promise<number> {
  await credentials.endOrganization(which, ending);
  return authority.raise([{ kind: 'organization', id: which.organizationId }]);
}
