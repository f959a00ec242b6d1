import type { ForService } from '../actor.ts';
import { whyUnusable } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';

/**
 * Makes sure, first in a transaction, that the service and the credential that acts are there and stay until it ends: what
 * is born of a service dies with it. Refuses `service_credential_ended`, and `not_found` to the operator.
 */
export async function keepService(
  { services }: Pick<Stores, 'services'>,
  { clock }: Pick<Deps, 'clock'>,
  actor: ForService,
): Promise<void> {
  if (actor.kind === 'operator') {
    if ((await services.keep(actor.serviceId)) === null) throw new Refusal('not_found');
    return;
  }
  const credential = await services.keepCredential(actor.credentialId, actor.serviceId);
  if (credential === null || whyUnusable(credential, clock.now()) !== null) {
    throw new Refusal('service_credential_ended');
  }
}
