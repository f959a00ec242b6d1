import type { ClientDescription } from '@rollcall/core';

/** As `type | browser version | system version | model`, with a dash for what is not known. */
export function inShort(client: ClientDescription): string {
  const pair = (name: string | null, version: string | null) => [name ?? '-', version].filter(Boolean).join(' ');
  return [
    client.type,
    pair(client.browserName, client.browserVersion),
    pair(client.systemName, client.systemVersion),
    client.model ?? '-',
  ].join(' | ');
}
