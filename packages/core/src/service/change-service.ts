import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';
import { checkOrigins, checkReauthenticateUrl } from './addresses.ts';
import { lockService } from './find-service.ts';
import type { Service } from './service.ts';

/** Only what is given changes. */
export interface ServiceChange {
  readonly name?: string | undefined;
  readonly origins?: readonly string[] | undefined;
  readonly reauthenticateUrl?: string | null | undefined;
}

/** Renames a service, or changes where it sends people. Refuses `not_found` and what making one refuses. */
export async function changeService(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  operator: Operator,
  name: string,
  change: ServiceChange,
): Promise<Service> {
  return deps.transaction(async (stores) => {
    const { id: organizationId } = await stores.organizations.default();
    await stores.organizations.lock(organizationId);
    const before = await lockService(stores, name);
    const service = changed(before, change);
    const namesake = await stores.services.findByName(service.name);
    if (namesake !== null && namesake.id !== service.id) throw new Refusal('service_name_taken', { field: 'name' });
    await stores.services.change(service);
    await note(stores, deps, { event: 'service.changed', accountId: service.id, organizationId, by: operator });
    return service;
  });
}

function changed(service: Service, { name = service.name, origins, reauthenticateUrl }: ServiceChange): Service {
  return {
    ...service,
    name: readableName(name, 'name', 80),
    origins: origins === undefined ? service.origins : checkOrigins(origins),
    reauthenticateUrl:
      reauthenticateUrl === undefined ? service.reauthenticateUrl : checkReauthenticateUrl(reauthenticateUrl),
  };
}
