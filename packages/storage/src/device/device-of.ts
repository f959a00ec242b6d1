import type { Device } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Tables } from '../schema.ts';
import { clientOf } from './client.ts';

export type DeviceColumns = Selectable<Tables['device']>;

export function deviceOf(row: DeviceColumns): Device {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    client: clientOf(row),
    firstSeenAt: row.first_seen_at,
    lastSignInAt: row.last_sign_in_at,
    removedAt: row.removed_at,
    lostAt: row.lost_at,
  };
}
