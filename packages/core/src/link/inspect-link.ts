import type { Deps } from '../deps.ts';
import { findLink } from './find-link.ts';
import type { LinkPurpose } from './link.ts';

export interface InspectedLink {
  readonly purpose: LinkPurpose;
  readonly state: 'usable' | 'used' | 'expired';
  /** When it was used or expires, in milliseconds UTC. */
  readonly at: number;
  /** Whose it is, told only while it is usable. */
  readonly accountName: string | null;
}

/** What a link is for and whether it still works, without using it up. Refuses `link_unknown`. */
export async function inspectLink(
  deps: Pick<Deps, 'accounts' | 'clock' | 'links' | 'throttle'>,
  secret: string,
  address: string | null,
): Promise<InspectedLink> {
  const { purpose, usedAt, expiresAt, accountId } = await findLink(deps, secret, address);
  if (usedAt !== null) return { purpose, state: 'used', at: usedAt, accountName: null };
  if (deps.clock.now() >= expiresAt) return { purpose, state: 'expired', at: expiresAt, accountName: null };
  const account = accountId === null ? null : await deps.accounts.find(accountId);
  return { purpose, state: 'usable', at: expiresAt, accountName: account?.displayName ?? null };
}
