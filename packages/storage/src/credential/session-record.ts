import type { Ending, SessionRecord, UsableState } from '@rollcall/core';
import { clientOf } from '../device/client.ts';
import { endingOf } from './ending.ts';
import type { SessionColumns } from './session-rows.ts';

const minuteMs = 60_000;

/** A session as lists show it at that moment; with `null` for the moment, as its row and the generations say. */
export function sessionRecordOf(row: SessionColumns, now: number | null): SessionRecord {
  const state = stateOf(row);
  return recordOf(row, state, endingOf(row, state, now));
}

/** As the sweeper needs it: how a credential ended that is known to have ended by then. */
export function endingOfRow(row: SessionColumns, now: number): Ending | null {
  return endingOf(row, stateOf(row), now);
}

function stateOf(row: SessionColumns): UsableState {
  const remembered = row.lifetime === 'remembered';
  return {
    issuedAt: row.issued_at,
    lastUsedAt: row.last_used_at,
    heldUntil: row.held_until,
    revokedAt: row.revoked_at,
    outlived: row.account_end_at !== null || row.organization_end_at !== null,
    idleLimitMs: minuteMs * (remembered ? row.remembered_idle_limit_minutes : row.idle_limit_minutes),
    absoluteLimitMs: minuteMs * (remembered ? row.remembered_absolute_limit_minutes : row.absolute_limit_minutes),
  };
}

function recordOf(row: SessionColumns, state: UsableState, ending: Ending | null): SessionRecord {
  return {
    id: row.id,
    kind: 'session',
    accountId: row.account_id,
    organizationId: row.organization_id,
    deviceId: row.device_id,
    lifetime: row.lifetime,
    assurance: row.assurance,
    issuedAt: state.issuedAt,
    authenticatedAt: row.authenticated_at,
    lastUsedAt: state.lastUsedAt,
    idleLimitMs: state.idleLimitMs,
    absoluteLimitMs: state.absoluteLimitMs,
    heldUntil: state.heldUntil,
    // Not as in the row: the moment of an ending is the same whether or not the sweeper has written it.
    revokedAt: ending === null ? null : ending.at,
    outlived: state.outlived,
    holdId: row.hold_id,
    method: row.method,
    client: clientOf(row),
    firstAddress: row.first_address,
    lastAddress: row.last_address,
    ending,
  };
}
