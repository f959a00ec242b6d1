import { namelessAccount } from '../account/insert-account.ts';
import type { ForService } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { checkExternalId, checkFirstSight, type ExternalProfile } from './external-account.ts';
import { keepService } from './keep-service.ts';
import type { ExternalAccount } from './service.ts';
import type { NewExternal } from './store.ts';

/** Somebody whom a service names, with what it says of them. */
interface Named extends ExternalProfile {
  readonly externalId: string;
}

/** The service's account of that external id, made where the service names it for the first time. */
export async function findOrMakeExternal(
  deps: Pick<Deps, 'chance' | 'clock' | 'services' | 'transaction'>,
  actor: ForService,
  externalId: string,
  profile: ExternalProfile,
): Promise<ExternalAccount> {
  checkExternalId(externalId);
  const known = await deps.services.findExternal(actor.serviceId, externalId);
  return known ?? makeExternals(deps, actor, [{ externalId, ...profile }]).then(([made]) => made as ExternalAccount);
}

/** Makes the accounts that are not there yet, all in one transaction, and returns everybody's. Refuses what names refuse. */
export async function makeExternals(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  actor: ForService,
  people: readonly Named[],
): Promise<ExternalAccount[]> {
  const checked = people.map((named) => ({ ...named, ...checkFirstSight(named.externalId, named) }));
  return deps.transaction(async (stores) => {
    // Its account and not only its credential: two first sights of one person come one after the other.
    await stores.accounts.lock(actor.serviceId);
    await keepService(stores, deps, actor);
    const ids = checked.map(({ externalId }) => externalId);
    const there = await stores.services.findExternals(actor.serviceId, ids);
    const known = new Map(there.map((external) => [external.externalId, external]));
    const made = checked
      .filter(({ externalId }) => !known.has(externalId))
      .map((named) => newExternal(deps, actor, named));
    await stores.services.addExternals(made);
    for (const { external } of made) {
      known.set(external.externalId, external);
      await note(stores, deps, { event: 'account.created', accountId: external.accountId, by: actor });
    }
    return [...known.values()];
  });
}

function newExternal(
  deps: Pick<Deps, 'chance' | 'clock'>,
  { organizationId, serviceId }: ForService,
  {
    externalId,
    displayName,
    emails,
  }: Pick<ExternalAccount, 'externalId' | 'emails'> & { readonly displayName: string },
): NewExternal {
  const account = namelessAccount(deps, { displayName, passwordHash: null });
  const accountId = account.id;
  return {
    account,
    membership: { accountId, organizationId, role: 'member', joinedAt: account.createdAt },
    external: { accountId, serviceId, externalId, emails },
  };
}
