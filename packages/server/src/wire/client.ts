import type { Client } from '@rollcall/api';
import type { ClientDescription } from '@rollcall/core';

export function toClient(client: ClientDescription): Client {
  return {
    type: client.type,
    browserName: client.browserName,
    browserVersion: client.browserVersion,
    systemName: client.systemName,
    systemVersion: client.systemVersion,
    model: client.model,
  };
}
