import type { ServiceActor } from '../actor.ts';
import { end } from '../credential/end.ts';
import { credentialKinds } from '../credential/kinds.ts';
import type { Deps } from '../deps.ts';
import { retireLinks } from '../link/retire-links.ts';
import { note } from '../log/note.ts';
import { findExternal } from './external-account.ts';
import type { RevokedByService } from './revoke-by-service.ts';

/** A service refuses further sessions of one of its accounts and ends everything that it holds. Refuses `not_found`. */
export async function disableExternalAccount(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  actor: ServiceActor,
  externalId: string,
): Promise<RevokedByService> {
  const now = deps.clock.now();
  const { accountId, ends } = await deps.transaction(async (stores) => {
    const { accountId } = await findExternal(stores, actor, externalId);
    await stores.accounts.lock(accountId);
    await stores.accounts.setDisabled(accountId, now);
    await retireLinks(stores, accountId, now);
    const by = { accountId: actor.serviceId, deviceId: null };
    const ends = await end(
      stores,
      deps,
      { accountId, kinds: credentialKinds },
      { reason: 'account_disabled', at: now, by },
    );
    const details = { count: ends.count };
    await note(stores, deps, { event: 'account.disabled', accountId, by: actor, details });
    return { accountId, ends };
  });
  const receipt = await deps.confirmation.confirmed(ends.epoch);
  return { accountId, outcome: { outcome: 'ended', count: ends.count, hold: null, receipt } };
}

/** Lets the service issue sessions for it again; what was ended stays ended. Refuses `not_found`. */
export async function enableExternalAccount(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  actor: ServiceActor,
  externalId: string,
): Promise<void> {
  await deps.transaction(async (stores) => {
    const { accountId } = await findExternal(stores, actor, externalId);
    await stores.accounts.lock(accountId);
    await stores.accounts.setDisabled(accountId, null);
    await note(stores, deps, { event: 'account.enabled', accountId, by: actor });
  });
}
