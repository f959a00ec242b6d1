import type { Client } from '@rollcall/api';
import type { Account, AccountStore, Device, DeviceStore, Organization, OrganizationStore } from '@rollcall/core';
import { toClient } from './client.ts';

export interface NamedDevice {
  readonly id: string;
  readonly name: string | null;
  readonly client: Client;
}

interface NamedStores {
  readonly accounts: Pick<AccountStore, 'find'>;
  readonly devices: Pick<DeviceStore, 'find'>;
  readonly organizations: Pick<OrganizationStore, 'find'>;
}

/** Resolves the ids that rows keep, each at most once while one answer is made. */
export class Names {
  readonly #accounts: Pick<AccountStore, 'find'>;
  readonly #devices: Pick<DeviceStore, 'find'>;
  readonly #organizations: Pick<OrganizationStore, 'find'>;
  readonly #foundAccounts = new Map<string, Promise<Account | null>>();
  readonly #foundDevices = new Map<string, Promise<Device | null>>();
  readonly #foundOrganizations = new Map<string, Promise<Organization | null>>();

  constructor(stores: NamedStores) {
    this.#accounts = stores.accounts;
    this.#devices = stores.devices;
    this.#organizations = stores.organizations;
  }

  async account(id: string | null): Promise<string | null> {
    if (id === null) return null;
    const account = await remembered(this.#foundAccounts, id, () => this.#accounts.find(id));
    return account?.displayName ?? null;
  }

  async organization(id: string | null): Promise<string | null> {
    if (id === null) return null;
    return (await remembered(this.#foundOrganizations, id, () => this.#organizations.find(id)))?.name ?? null;
  }

  async device(id: string | null, accountId: string | null): Promise<NamedDevice | null> {
    if (id === null || accountId === null) return null;
    const key = `${accountId}:${id}`;
    const device = await remembered(this.#foundDevices, key, () => this.#devices.find(id, accountId));
    return device === null ? null : { id: device.id, name: device.name, client: toClient(device.client) };
  }
}

function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  find: () => Promise<Value>,
): Promise<Value> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  known.set(key, found);
  return found;
}
