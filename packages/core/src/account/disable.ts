import type { EndedBy } from '../credential/credential.ts';
import { end } from '../credential/end.ts';
import { credentialKinds } from '../credential/kinds.ts';
import type { Deps, Stores } from '../deps.ts';
import { bar } from '../lock-out/lock-out.ts';
import { type Noted, note } from '../log/note.ts';
import { type EndedHeld, endHeld } from '../organization/end-held.ts';
import type { Membership } from '../organization/organization.ts';
import { Refusal } from '../refusal.ts';
import { endPending } from './end-pending.ts';

/** Who does it, for the log and for whoever is signed out. */
export interface DisabledBy {
  readonly noted: Noted['by'];
  readonly endedBy: EndedBy;
}

/**
 * Refuses an account's sign-in, and then locks it out of every organization that it is in: there is one way of shutting a leaver
 * out. Call inside a transaction. Refuses `not_found`.
 */
export async function disable(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  accountId: string,
  { noted, endedBy }: DisabledBy,
): Promise<EndedHeld> {
  const account = await stores.accounts.lock(accountId);
  if (account === null) throw new Refusal('not_found');
  const memberships = await lockMemberships(stores, accountId);
  const now = deps.clock.now();
  await stores.accounts.setDisabled(accountId, account.disabledAt ?? now);
  const ending = { reason: 'account_disabled', at: now, by: endedBy } as const;
  let count = 0;
  let grants = 0;
  for (const membership of memberships) {
    // Where it was locked out before, that stands and is noted; what has come to it since ends too.
    const shut = membership.lockedOutAt === null ? bar : endHeld;
    const held = await shut(stores, deps, membership, noted, ending);
    count += held.count;
    grants += held.grants;
  }
  // Not before: an address that waits to be proved is known to be theirs.
  await endPending(stores, accountId, now);
  // What it holds outside of them too, and by a generation: what is born at this instant ends as well.
  const ends = await end(stores, deps, { accountId, kinds: credentialKinds }, ending);
  count += ends.count;
  await note(stores, deps, { event: 'account.disabled', accountId, by: noted, details: { count, grants } });
  return { count, grants, epoch: ends.epoch };
}

/** Takes that back, in those organizations too that it was locked out of by that alone; what was ended stays ended. Refuses `not_found`. */
export async function enable(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock'>,
  accountId: string,
  by: Noted['by'],
): Promise<void> {
  const account = await stores.accounts.lock(accountId);
  if (account === null) throw new Refusal('not_found');
  await stores.accounts.setDisabled(accountId, null);
  for (const { organizationId, lockedOutBy } of await lockMemberships(stores, accountId)) {
    if (lockedOutBy !== 'disabling') continue;
    await stores.organizations.setLockedOut(accountId, organizationId, null);
    await note(stores, deps, { event: 'member.let_in', accountId, organizationId, by });
  }
  await note(stores, deps, { event: 'account.enabled', accountId, by });
}

/** With their organizations locked in the order of their ids, so that two accounts at once cannot wait for each other. */
async function lockMemberships(
  { organizations }: Pick<Stores, 'organizations'>,
  accountId: string,
): Promise<Membership[]> {
  const ids = (await organizations.membershipsOf(accountId)).map(({ organizationId }) => organizationId);
  for (const id of ids.toSorted()) await organizations.lock(id);
  return organizations.membershipsOf(accountId);
}
