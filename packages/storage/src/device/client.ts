import type { ClientDescription, DeviceType } from '@rollcall/core';

interface ClientColumns {
  readonly client_type: DeviceType;
  readonly browser_name: string | null;
  readonly browser_version: string | null;
  readonly system_name: string | null;
  readonly system_version: string | null;
  readonly model: string | null;
}

export function clientOf(row: ClientColumns): ClientDescription {
  return {
    type: row.client_type,
    browserName: row.browser_name,
    browserVersion: row.browser_version,
    systemName: row.system_name,
    systemVersion: row.system_version,
    model: row.model,
  };
}

export function clientColumns(client: ClientDescription): ClientColumns {
  return {
    client_type: client.type,
    browser_name: client.browserName,
    browser_version: client.browserVersion,
    system_name: client.systemName,
    system_version: client.systemVersion,
    model: client.model,
  };
}

export const clientSorts = {
  client_type: 'text',
  browser_name: 'text',
  browser_version: 'text',
  system_name: 'text',
  system_version: 'text',
  model: 'text',
} as const;
