import type { Keeper, Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { lockMember } from '../organization/keeper.ts';
import { Refusal } from '../refusal.ts';

type EndDeps = Pick<Deps, 'chance' | 'clock' | 'transaction'>;

/** Ends a grant of the organization; it counts on the holder's next request. Refuses `not_found` and `beyond_own_rights`. */
export async function endGrant(deps: EndDeps, keeper: Keeper, grantId: string): Promise<void> {
  const { organizationId } = keeper;
  await deps.transaction(async (stores) => {
    const grant = await stores.grants.find(grantId, deps.clock.now());
    if (grant?.organizationId !== organizationId) throw new Refusal('not_found');
    await lockMember(stores, keeper, 'pf.users.grant', grant.accountId);
    if (!(await stores.grants.end(grantId))) throw new Refusal('not_found');
    const { accountId, holderId } = grant;
    await note(stores, deps, { event: 'grant.ended', accountId, organizationId, by: keeper, details: { holderId } });
  });
}

/**
 * Ends a grant on oneself, in whichever organization, or one that one holds. When it is answered, nothing is done by it any more: what
 * its holder is doing at that moment has the account locked. Refuses `not_found`.
 */
export async function endOwnGrant(deps: EndDeps, owner: Owner, grantId: string): Promise<void> {
  await deps.transaction(async (stores) => {
    const grant = await stores.grants.find(grantId, deps.clock.now());
    if (grant === null || ![grant.accountId, grant.holderId].includes(owner.accountId)) throw new Refusal('not_found');
    const { accountId, organizationId, holderId } = grant;
    await stores.accounts.lock(accountId);
    if (!(await stores.grants.end(grantId))) throw new Refusal('not_found');
    await note(stores, deps, { event: 'grant.ended', accountId, organizationId, by: owner, details: { holderId } });
  });
}
