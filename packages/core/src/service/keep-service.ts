import type { ServiceActor } from '../actor.ts';
import { whyUnusable } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';

/**
 * Makes sure, first in a transaction, that the service and the credential that acts are there and stay until it ends: what
 * is born of a service dies with it. Refuses `service_credential_ended`.
 */
export async function keepService(
  { services }: Pick<Stores, 'services'>,
  { clock }: Pick<Deps, 'clock'>,
  { credentialId, serviceId }: ServiceActor,
): Promise<void> {
  const credential = await services.keepCredential(credentialId, serviceId);
  if (credential === null || whyUnusable(credential, clock.now()) !== null) {
    throw new Refusal('service_credential_ended');
  }
}
