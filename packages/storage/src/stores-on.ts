import type { Stores } from '@rollcall/core';
import { accountStore } from './account/accounts.ts';
import { authorityStore } from './authority/authority.ts';
import type { Connection } from './connection.ts';
import { credentialStore } from './credential/credentials.ts';
import type { SweepMark } from './credential/sweep-ended.ts';
import { deviceStore } from './device/devices.ts';
import { holdStore } from './hold/holds.ts';
import { hostCodeStore } from './host/host-codes.ts';
import { linkStore } from './link/links.ts';
import { logStore } from './log/log.ts';
import { organizationStore } from './organization/organizations.ts';
import { outboxStore } from './outbox/outbox.ts';
import { serviceStore } from './service/services.ts';
import { webhookStore } from './webhook/webhooks.ts';

/** Every store, on the connection or in the transaction that is handed in. */
export function storesOn(on: Connection, mark: SweepMark): Stores {
  return {
    accounts: accountStore(on),
    authority: authorityStore(on),
    credentials: credentialStore(on, mark),
    devices: deviceStore(on),
    holds: holdStore(on),
    hostCodes: hostCodeStore(on),
    links: linkStore(on),
    log: logStore(on),
    organizations: organizationStore(on),
    outbox: outboxStore(on),
    services: serviceStore(on),
    webhooks: webhookStore(on),
  };
}
