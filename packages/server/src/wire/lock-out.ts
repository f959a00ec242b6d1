import type { LockOut, PlannedLockOuts, LockOutPreview as WireLockOutPreview } from '@rollcall/api';
import type { LockedOut, LockOutPreview, ShownPlan } from '@rollcall/core';
import type { Names } from './names.ts';
import { toReceipt } from './outcome.ts';

export function toLockOut({ at, count, grants, receipt }: LockedOut): LockOut {
  return { at, ended: { count, grants, receipt: toReceipt(receipt) } };
}

export function toLockOutPreview({ sessions, devices, grants, plannedFor }: LockOutPreview): WireLockOutPreview {
  return { sessions, devices, grants, plannedFor };
}

export async function toPlannedLockOuts(planned: readonly ShownPlan[], names: Names): Promise<PlannedLockOuts> {
  const rows = planned.map(async ({ accountId, dueAt, byAccountId, stands }) => ({
    userId: accountId,
    displayName: (await names.account(accountId)) ?? '',
    dueAt,
    byName: await names.account(byAccountId),
    stands,
  }));
  return { rows: await Promise.all(rows) };
}
