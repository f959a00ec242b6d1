import type { Deps, Stores } from '../deps.ts';
import type { Role } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import { findLink } from './find-link.ts';
import type { LinkPurpose } from './link.ts';

export interface InspectedLink {
  readonly purpose: LinkPurpose;
  /** Only an invitation can be withdrawn. */
  readonly state: 'usable' | 'used' | 'withdrawn' | 'expired';
  /** When it was used, was withdrawn or expires, in milliseconds UTC. */
  readonly at: number;
  /** Whose it is, told only while it is usable. */
  readonly accountName: string | null;
  /** The service that made it, told likewise. */
  readonly serviceName: string | null;
  /** Where it leads, told likewise. */
  readonly invitation: InvitationFacts | null;
}

/** What whoever opens an invitation reads before they accept it. */
export interface InvitationFacts {
  readonly organizationName: string;
  readonly role: Role;
  /** `null`: the operator. */
  readonly byName: string | null;
}

/** What a link is for and whether it still works, without using it up. Refuses `link_unknown`. */
export async function inspectLink(
  deps: Pick<Deps, 'accounts' | 'clock' | 'invitations' | 'links' | 'organizations' | 'services' | 'throttle'>,
  secret: string,
  address: string | null,
): Promise<InspectedLink> {
  const { id, purpose, usedAt, expiresAt, accountId } = await findLink(deps, secret, address);
  const nobody = { accountName: null, serviceName: null, invitation: null };
  if (usedAt !== null) {
    const taken = purpose === 'invitation' ? await deps.invitations.find(id) : null;
    const state = (taken?.withdrawnAt ?? null) === null ? 'used' : 'withdrawn';
    return { purpose, state, at: usedAt, ...nobody };
  }
  if (deps.clock.now() >= expiresAt) return { purpose, state: 'expired', at: expiresAt, ...nobody };
  const account = accountId === null ? null : await deps.accounts.find(accountId);
  const handover = purpose === 'handover' ? await deps.services.findHandover(id) : null;
  const service = handover === null ? null : await deps.services.find(handover.serviceId);
  const invitation = purpose === 'invitation' ? await invitationFacts(deps, id) : null;
  const facts = { accountName: account?.displayName ?? null, serviceName: service?.name ?? null, invitation };
  return { purpose, state: 'usable', at: expiresAt, ...facts };
}

/** Refuses `link_unknown`. */
async function invitationFacts(
  stores: Pick<Stores, 'accounts' | 'invitations' | 'organizations'>,
  linkId: string,
): Promise<InvitationFacts> {
  const invitation = await stores.invitations.find(linkId);
  if (invitation === null) throw new Refusal('link_unknown');
  const organization = await stores.organizations.find(invitation.organizationId);
  const maker = invitation.byAccountId === null ? null : await stores.accounts.find(invitation.byAccountId);
  return {
    organizationName: organization?.name ?? '',
    role: invitation.role,
    byName: maker?.displayName ?? null,
  };
}
