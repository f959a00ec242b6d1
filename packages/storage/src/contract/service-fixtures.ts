import type { Service } from '@rollcall/core';
import type { Storage } from '../index.ts';
import { addAccount, noon } from './fixtures.ts';

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
  const account = await addAccount(storage, { passwordHash: null });
  await storage.services.addExternal({ accountId: account.id, serviceId: service.id, externalId, emails: ['a@b.org'] });
  return account.id;
}
