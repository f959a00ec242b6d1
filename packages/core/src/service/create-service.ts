import { insertNamelessAccount } from '../account/insert-account.ts';
import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';
import { checkOrigins, checkReauthenticateUrl } from './addresses.ts';
import type { Service } from './service.ts';

export interface ServiceInput {
  readonly name: string;
  readonly origins: readonly string[];
  readonly reauthenticateUrl: string | null;
}

/** Makes a service. It can do nothing before a credential is issued. Refuses `name_invalid`, `service_name_taken` and `origin_invalid`. */
export async function createService(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  operator: Operator,
  input: ServiceInput,
): Promise<Service> {
  const name = readableName(input.name, 'name', 80);
  const origins = checkOrigins(input.origins);
  const reauthenticateUrl = checkReauthenticateUrl(input.reauthenticateUrl);
  return deps.transaction(async (stores) => {
    const { id: organizationId } = await stores.organizations.default();
    // Two of one name at once: the organization's row lets in one after the other.
    await stores.organizations.lock(organizationId);
    if ((await stores.services.findByName(name)) !== null) throw new Refusal('service_name_taken', { field: 'name' });
    const id = await insertNamelessAccount(stores, deps, { displayName: name, passwordHash: null });
    const service = { id, organizationId, name, origins, reauthenticateUrl, createdAt: deps.clock.now() };
    await stores.services.insert(service);
    await note(stores, deps, { event: 'service.created', accountId: id, organizationId, by: operator });
    return service;
  });
}
