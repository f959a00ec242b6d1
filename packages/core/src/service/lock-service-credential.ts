import { whyUnusable } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { ServiceCredential } from './service.ts';

/** A live credential, with its service locked until the transaction ends. Refuses `not_found`. */
export async function lockServiceCredential(
  { accounts, services }: Pick<Stores, 'accounts' | 'services'>,
  { clock }: Pick<Deps, 'clock'>,
  id: string,
): Promise<ServiceCredential> {
  const found = await services.findCredential(id);
  if (found === null) throw new Refusal('not_found');
  await accounts.lock(found.serviceId);
  const credential = await services.findCredential(id);
  if (credential === null || whyUnusable(credential, clock.now()) !== null) throw new Refusal('not_found');
  return credential;
}
