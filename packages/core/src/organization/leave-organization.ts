import type { Owner } from '../actor.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { requireOtherOwner } from './keeper.ts';
import { part } from './part.ts';

/**
 * Leaves an organization; what one holds in it ends, also what asks where that stands in it. Refuses
 * `reauthentication_required`, `not_found` where one is no member or locked out, `last_owner` and `last_organization`.
 */
export async function leaveOrganization(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  owner: Owner,
  organizationId: string,
): Promise<Outcome> {
  requireFreshProof(owner, deps.clock.now());
  const { accountId, deviceId } = owner;
  const ends = await deps.transaction(async (stores) => {
    await lockProved(stores, deps, owner);
    await stores.organizations.lock(organizationId);
    const memberships = await stores.organizations.membershipsOf(accountId);
    const left = memberships.find((membership) => membership.organizationId === organizationId);
    // Whoever is locked out may not undo it: an invitation would let them in as somebody new.
    if (left === undefined || left.lockedOutAt !== null) throw new Refusal('not_found');
    if (!memberships.some((other) => other !== left && other.lockedOutAt === null)) {
      throw new Refusal('last_organization');
    }
    await requireOtherOwner(stores, left);
    const ending = { reason: 'organization_left', at: deps.clock.now(), by: { accountId, deviceId } } as const;
    const ends = await part(stores, deps, left, owner, ending);
    const details = { count: ends.count };
    await note(stores, deps, { event: 'member.left', accountId, organizationId, by: owner, details });
    return ends;
  });
  return { outcome: 'ended', count: ends.count, hold: null, receipt: await deps.confirmation.confirmed(ends.epoch) };
}
