import { type Ending, type EndReason, expiresAt, idlesAt, type UsableState, whyUnusable } from '@rollcall/core';
import type { SessionColumns } from './session-rows.ts';

/**
 * When and why a credential ended: as written into its row, or else by whatever came first of its account's and its
 * organization's common endings and of its two limits. The sweeper writes what this says, so that lists answer alike
 * before and after. Without `now`, limits count only where they came before a common ending.
 */
export function endingOf(row: SessionColumns, state: UsableState, now: number | null): Ending | null {
  if (row.revoked_at !== null) {
    const by = { accountId: row.revoked_by_account_id, deviceId: row.revoked_by_device_id };
    return endingAt(row.revoked_at, row.revoked_reason, by.accountId, by.deviceId);
  }
  const timeRanOut = now !== null && whyUnusable(state, now) !== null && !isHeld(state, now);
  if (!state.outlived && !timeRanOut) return null;
  return earliest([
    endingAt(row.account_end_at, row.account_end_reason, row.account_end_by_account_id, row.account_end_by_device_id),
    endingAt(
      row.organization_end_at,
      row.organization_end_reason,
      row.organization_end_by_account_id,
      row.organization_end_by_device_id,
    ),
    endingAt(finite(expiresAt(state)), 'expired', null, null),
    endingAt(finite(idlesAt(state)), 'idle', null, null),
  ]);
}

function isHeld(state: UsableState, now: number): boolean {
  return whyUnusable(state, now) === 'held';
}

function endingAt(
  at: number | null,
  reason: EndReason | null,
  accountId: string | null,
  deviceId: string | null,
): Ending | null {
  return at === null || reason === null ? null : { at, reason, by: { accountId, deviceId } };
}

function finite(at: number): number | null {
  return Number.isFinite(at) ? at : null;
}

/** Of those at the same moment the first one named. */
function earliest(endings: readonly (Ending | null)[]): Ending | null {
  return endings.reduce((first, other) => {
    if (first === null || other === null) return first ?? other;
    return other.at < first.at ? other : first;
  }, null);
}
