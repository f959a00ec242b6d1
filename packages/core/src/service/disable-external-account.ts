import { disable, enable } from '../account/disable.ts';
import type { ServiceActor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { findExternal } from './external-account.ts';
import type { RevokedByService } from './revoke-by-service.ts';

/** A service refuses further sessions of one of its accounts and ends everything that it holds. Refuses `not_found`. */
export async function disableExternalAccount(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  actor: ServiceActor,
  externalId: string,
): Promise<RevokedByService> {
  const { accountId, count, epoch } = await deps.transaction(async (stores) => {
    const { accountId } = await findExternal(stores, actor, externalId);
    const by = { noted: actor, endedBy: { accountId: actor.serviceId, deviceId: null } };
    return { accountId, ...(await disable(stores, deps, accountId, by)) };
  });
  const receipt = await deps.confirmation.confirmed(epoch);
  return { accountId, outcome: { outcome: 'ended', count, hold: null, receipt } };
}

/** Lets the service issue sessions for it again; what was ended stays ended. Refuses `not_found`. */
export async function enableExternalAccount(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  actor: ServiceActor,
  externalId: string,
): Promise<void> {
  await deps.transaction(async (stores) => {
    const { accountId } = await findExternal(stores, actor, externalId);
    await enable(stores, deps, accountId, actor);
  });
}
