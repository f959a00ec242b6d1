import type { Keeper } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { lockMember, requireReach } from '../organization/keeper.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import type { ActingGrant } from './grant.ts';

export interface GrantInput {
  /** On whose behalf. */
  readonly accountId: string;
  /** Who may. */
  readonly holderId: string;
  readonly expiresAt: number | null;
}

/**
 * Lets one member act on behalf of another. Both roles have to be within the keeper's: nobody grants beyond their own rights. Refuses
 * `reauthentication_required`, `not_found`, `beyond_own_rights`, `moment_invalid` and `grant_to_oneself`.
 */
export async function makeGrant(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  keeper: Keeper,
  { accountId, holderId, expiresAt }: GrantInput,
): Promise<ActingGrant> {
  const createdAt = deps.clock.now();
  requireFreshProof(keeper, createdAt);
  if (accountId === holderId) throw new Refusal('grant_to_oneself', { field: 'holderId' });
  if (expiresAt !== null && expiresAt <= createdAt) throw new Refusal('moment_invalid', { field: 'expiresAt' });
  return deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper, [accountId, holderId]);
    const { organizationId } = await lockMember(stores, keeper, 'pf.users.grant', accountId);
    const holder = await stores.organizations.membership(holderId, organizationId);
    if (holder === null) throw new Refusal('not_found');
    await requireReach(stores, keeper, 'pf.users.grant', [holder.role]);
    const byAccountId = keeper.kind === 'account' ? keeper.accountId : null;
    const grant = { id: deps.chance.id(), organizationId, accountId, holderId, byAccountId, createdAt, expiresAt };
    await stores.grants.put(grant);
    await note(stores, deps, { event: 'grant.made', accountId, organizationId, by: keeper, details: { holderId } });
    return grant;
  });
}
