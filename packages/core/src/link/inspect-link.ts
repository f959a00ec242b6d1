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
  /** The service that made it, told likewise. */
  readonly serviceName: string | null;
}

/** What a link is for and whether it still works, without using it up. Refuses `link_unknown`. */
export async function inspectLink(
  deps: Pick<Deps, 'accounts' | 'clock' | 'links' | 'services' | 'throttle'>,
  secret: string,
  address: string | null,
): Promise<InspectedLink> {
  const { id, purpose, usedAt, expiresAt, accountId } = await findLink(deps, secret, address);
  const nobody = { accountName: null, serviceName: null };
  if (usedAt !== null) return { purpose, state: 'used', at: usedAt, ...nobody };
  if (deps.clock.now() >= expiresAt) return { purpose, state: 'expired', at: expiresAt, ...nobody };
  const account = accountId === null ? null : await deps.accounts.find(accountId);
  const handover = purpose === 'handover' ? await deps.services.findHandover(id) : null;
  const service = handover === null ? null : await deps.services.find(handover.serviceId);
  const names = { accountName: account?.displayName ?? null, serviceName: service?.name ?? null };
  return { purpose, state: 'usable', at: expiresAt, ...names };
}
