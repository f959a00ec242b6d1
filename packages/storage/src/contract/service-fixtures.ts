import type { NewExternal, Service, Stores } from '@rollcall/core';
import type { Storage } from '../index.ts';
import { addAccount, newAccount, noon } from './fixtures.ts';

let made = 0;

export async function addService(storage: Storage): Promise<Service> {
  made += 1;
  const account = await addAccount(storage, { displayName: `Service ${made}`, passwordHash: null });
  const { id: organizationId } = await storage.organizations.default();
  const service: Service = {
    id: account.id,
    organizationId,
    name: `Service ${made}`,
    origins: ['https://app.example.org'],
    reauthenticateUrl: 'https://app.example.org/prove',
    createdAt: noon,
  };
  await storage.services.insert(service);
  return service;
}

export async function addExternal(storage: Storage, service: Service, externalId: string): Promise<string> {
  const [accountId = ''] = await addExternals(storage, service, [externalId]);
  return accountId;
}

export async function addExternals(
  { services }: Pick<Stores, 'services'>,
  service: Service,
  externalIds: string[],
): Promise<string[]> {
  const people = externalIds.map((externalId): NewExternal => {
    const account = newAccount({ passwordHash: null });
    const accountId = account.id;
    return {
      account,
      membership: { accountId, organizationId: service.organizationId, role: 'member', joinedAt: noon },
      external: { accountId, serviceId: service.id, externalId, emails: ['a@b.org'] },
    };
  });
  await services.addExternals(people);
  return people.map(({ account }) => account.id);
}
