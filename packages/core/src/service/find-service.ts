import type { Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { Service } from './service.ts';

/** The service of that name, for the operator, locked until the transaction ends. Refuses `not_found`. */
export async function lockService(
  { accounts, services }: Pick<Stores, 'accounts' | 'services'>,
  name: string,
): Promise<Service> {
  const found = await services.findByName(name);
  if (found === null) throw new Refusal('not_found');
  await accounts.lock(found.id);
  const service = await services.find(found.id);
  if (service === null) throw new Refusal('not_found');
  return service;
}
