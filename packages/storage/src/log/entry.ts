import type { LogEntry } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Tables } from '../schema.ts';

export function entryOf(row: Selectable<Tables['log']>): LogEntry {
  return {
    id: row.id,
    at: row.at,
    event: row.event,
    accountId: row.account_id,
    organizationId: row.organization_id,
    actorKind: row.actor_kind,
    actorAccountId: row.actor_account_id,
    actorDeviceId: row.actor_device_id,
    credentialId: row.credential_id,
    deviceId: row.device_id,
    address: row.address,
    details: detailsIn(row.details),
  };
}

/** Somebody who writes past us into the store must not keep the log from being read, or from being found broken. */
function detailsIn(text: string): LogEntry['details'] {
  try {
    const details: unknown = JSON.parse(text);
    if (typeof details === 'object' && details !== null && !Array.isArray(details)) return { ...details };
  } catch {}
  return { unreadable: text };
}
