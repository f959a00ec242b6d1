import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { endWholeSignIn } from './end-several.ts';
import type { Outcome } from './outcome.ts';

/**
 * The operator ends one credential; where that is a child, the session that it was made from, which would only make another, and
 * wherever its sign-in has gone on meanwhile; its device is trusted no longer. Refuses `not_found`; one that has ended already is confirmed again.
 */
export async function revokeByOperator(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  operator: Operator,
  namedId: string,
): Promise<Outcome> {
  const ends = await deps.transaction.together(async (stores) => {
    const named = await stores.credentials.holderOf(namedId);
    if (named === null) throw new Refusal('not_found');
    // Trust in the device ends as well, which may be given at this moment.
    await stores.accounts.lock(named.accountId);
    const parent = named.parentId === null ? null : await stores.credentials.holderOf(named.parentId);
    const credential = parent ?? named;
    const { id: credentialId, accountId, organizationId, deviceId } = credential;
    // Before the end: from the raised epoch to the commit all other endings wait.
    const event = 'session.revoked';
    await note(stores, deps, { event, accountId, organizationId, by: operator, credentialId, deviceId });
    if (deviceId !== null) await stores.trusts.end({ deviceId });
    const by = { accountId: null, deviceId: null };
    const ending = { reason: 'revoked_by_operator', at: deps.clock.now(), by } as const;
    return endWholeSignIn(stores, deps, credential, ending);
  });
  return { outcome: 'ended', count: ends.count, hold: null, receipt: await deps.confirmation.confirmed(ends.epoch) };
}
