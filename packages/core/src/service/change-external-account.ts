import type { ServiceActor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { changeExternal, type ExternalProfile, findExternal } from './external-account.ts';
import type { ExternalAccount } from './service.ts';

/** A service renames one of its people, or says where they can be reached by now. Refuses `not_found` and what names refuse. */
export async function changeExternalAccount(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  actor: ServiceActor,
  externalId: string,
  profile: ExternalProfile,
): Promise<ExternalAccount> {
  return deps.transaction(async (stores) => {
    const external = await findExternal(stores, actor, externalId);
    await stores.accounts.lock(external.accountId);
    await changeExternal(stores, deps, actor, external, profile);
    return findExternal(stores, actor, externalId);
  });
}
