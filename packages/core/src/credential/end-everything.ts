import type { Operator } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { endOrganization } from './end-organization.ts';
import type { Ends } from './ends.ts';
import { credentialKinds } from './kinds.ts';
import type { Outcome } from './outcome.ts';

/** The operator ends every credential there is, of every kind. */
export async function endEverythingByOperator(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
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
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  operator: Operator,
): Promise<Ends> {
  await stores.links.retireAll(deps.clock.now());
  await stores.outbox.dropAll();
  await stores.trusts.endAll();
  await stores.signInChallenges.endAll();
  await stores.factors.spendAllCodes(deps.clock.now());
  return endEverything(stores, deps, operator);
}

async function endEverything(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  operator: Operator,
): Promise<Ends> {
  const ending = {
    reason: 'revoked_by_operator',
    at: deps.clock.now(),
    by: { accountId: null, deviceId: null },
  } as const;
  const ids = await stores.organizations.ids();
  // All of them before the first epoch: whoever ends one of them waits for the epoch with it locked.
  for (const id of ids) await stores.organizations.lock(id);
  let ends: Ends = { count: 0, epoch: 0 };
  for (const organizationId of ids) {
    const count = await stores.credentials.countLive(organizationId, credentialKinds, ending.at);
    const epoch = await endOrganization(stores, { organizationId, kinds: credentialKinds }, ending);
    ends = { count: ends.count + count, epoch };
    const details = { count };
    await note(stores, deps, { event: 'session.revoked_all', accountId: null, organizationId, by: operator, details });
  }
  return ends;
}
