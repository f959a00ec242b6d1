import type { Keeper } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { requireReach } from '../organization/keeper.ts';
import { Refusal } from '../refusal.ts';
import { takeBack } from './take-back.ts';

/** Takes an invitation back before it is accepted. Refuses `not_found` and `beyond_own_rights`. */
export async function withdrawInvitation(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  keeper: Keeper,
  invitationId: string,
): Promise<void> {
  const now = deps.clock.now();
  const { organizationId } = keeper;
  await deps.transaction(async (stores) => {
    const invitation = await stores.invitations.find(invitationId);
    if (invitation?.organizationId !== organizationId) throw new Refusal('not_found');
    await requireReach(stores, keeper, 'pf.users.invite', [invitation.role]);
    if (now >= invitation.expiresAt || !(await takeBack(stores, invitationId, now))) throw new Refusal('not_found');
    const details = { role: invitation.role };
    await note(stores, deps, { event: 'invitation.withdrawn', accountId: null, organizationId, by: keeper, details });
  });
}
