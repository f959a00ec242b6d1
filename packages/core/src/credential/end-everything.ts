import type { Operator } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import type { Ends } from './ends.ts';
import { credentialKinds } from './kinds.ts';
import type { Outcome } from './outcome.ts';

/** The operator ends every credential there is, of every kind. */
export async function endEverythingByOperator(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'transaction'>,
  operator: Operator,
): Promise<Outcome> {
  const ends = await deps.transaction((stores) => endEverything(stores, deps, operator));
  return { outcome: 'ended', count: ends.count, hold: null, receipt: await deps.confirmation.confirmed(ends.epoch) };
}

/**
 * For a store that comes back from a copy, inside a transaction: what was ended, used or sent since the copy was made is not so
 * in it, and nobody can say what that was. So every credential ends, no link opens and no sign-in goes on that waits, no device is
 * trusted, no recovery code is good, and no mail leaves.
 */
export async function settleReturned(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock'>,
  operator: Operator,
): Promise<Ends> {
  await stores.links.retireAll(deps.clock.now());
  await stores.outbox.dropAll();
  await stores.trusts.endAll();
  await stores.signInChallenges.endAll();
  await stores.factors.spendAllCodes(deps.clock.now());
  return endEverything(stores, deps, operator);
}

/**
 * What was founded since is looked for until nothing is: each organization that has ended stays locked, and nobody goes out of one
 * that is locked. The epoch rises when all rows are written.
 */
async function endEverything(stores: Stores, deps: Pick<Deps, 'chance' | 'clock'>, operator: Operator): Promise<Ends> {
  const ended = new Set<string>();
  const left = async () => (await stores.organizations.ids()).filter((id) => !ended.has(id));
  let count = 0;
  for (let ids = await left(); ids.length > 0; ids = await left()) {
    for (const id of ids) {
      count += await endAllOf(stores, deps, operator, id);
      ended.add(id);
    }
  }
  const subjects = [...ended].map((id) => ({ kind: 'organization', id }) as const);
  return { count, epoch: await stores.authority.raise(subjects) };
}

async function endAllOf(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock'>,
  operator: Operator,
  organizationId: string,
): Promise<number> {
  await stores.organizations.lock(organizationId);
  const at = deps.clock.now();
  const count = await stores.credentials.countLive(organizationId, credentialKinds, at);
  const ending = { reason: 'revoked_by_operator', at, by: { accountId: null, deviceId: null } } as const;
  await stores.credentials.endOrganization({ organizationId, kinds: credentialKinds }, ending);
  const details = { count };
  await note(stores, deps, { event: 'session.revoked_all', accountId: null, organizationId, by: operator, details });
  return count;
}
