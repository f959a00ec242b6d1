import type { Keeper } from '../actor.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { endedBy, lockMember, requireOtherOwner } from './keeper.ts';
import { part } from './part.ts';

/**
 * Takes a member out of the organization and ends what they hold in it. Refuses `reauthentication_required`, `not_found`,
 * `beyond_own_rights` and `last_owner`.
 */
export async function removeMember(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  keeper: Keeper,
  accountId: string,
): Promise<Outcome> {
  requireFreshProof(keeper, deps.clock.now());
  const { organizationId } = keeper;
  const ends = await deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper, [accountId]);
    const member = await lockMember(stores, keeper, 'pf.users.remove', accountId);
    await requireOtherOwner(stores, member);
    const ending = { reason: 'member_removed', at: deps.clock.now(), by: endedBy(keeper) } as const;
    const ends = await part(stores, deps, member, keeper, ending);
    const details = { count: ends.count };
    await note(stores, deps, { event: 'member.removed', accountId, organizationId, by: keeper, details });
    return ends;
  });
  return { outcome: 'ended', count: ends.count, hold: null, receipt: await deps.confirmation.confirmed(ends.epoch) };
}
