import type { Ending, SessionRecord, UsableState } from '@rollcall/core';
import { clientOf } from '../device/client.ts';
import { endingOf } from './ending.ts';
import type { LiveSessionColumns, SessionColumns } from './session-rows.ts';

/** A session that is known to be live. */
export function liveRecordOf(row: LiveSessionColumns): SessionRecord {
  return recordOf(row, false, null);
}

/** A session as lists show it at that moment; with `null` for the moment, as its row and the generations say. */
export function sessionRecordOf(row: SessionColumns, now: number | null): SessionRecord {
  return recordOf(row, isOutlived(row), endingOfRow(row, now));
}

export function endingOfRow(row: SessionColumns, now: number | null): Ending | null {
  return endingOf(row, stateOf(row), now);
}

function isOutlived(row: SessionColumns): boolean {
  return row.account_end_at !== null || row.organization_end_at !== null;
}

function stateOf(row: SessionColumns): UsableState {
  return {
    issuedAt: row.issued_at,
    lastUsedAt: row.last_used_at,
    heldUntil: row.held_until,
    revokedAt: row.revoked_at,
    ownEndAt: row.expires_at,
    outlived: isOutlived(row),
    idleLimitMs: row.idle_limit_ms,
    absoluteLimitMs: row.absolute_limit_ms,
  };
}

function recordOf(row: LiveSessionColumns, outlived: boolean, ending: Ending | null): SessionRecord {
  return {
    id: row.id,
    kind: 'session',
    accountId: row.account_id,
    organizationId: row.organization_id,
    deviceId: row.device_id,
    parentId: row.parent_id,
    lifetime: row.lifetime,
    assurance: row.assurance,
    issuedAt: row.issued_at,
    authenticatedAt: row.authenticated_at,
    lastUsedAt: row.last_used_at,
    idleLimitMs: row.idle_limit_ms,
    absoluteLimitMs: row.absolute_limit_ms,
    heldUntil: row.held_until,
    // Not as in the row: the moment of an ending is the same whether or not the sweeper has written it.
    revokedAt: ending === null ? null : ending.at,
    ownEndAt: row.expires_at,
    outlived,
    holdId: row.hold_id,
    method: row.method,
    serviceId: row.service_id,
    fromSessionId: row.from_session_id,
    returnTo: row.return_to,
    client: clientOf(row),
    firstAddress: row.first_address,
    lastAddress: row.last_address,
    ending,
  };
}
