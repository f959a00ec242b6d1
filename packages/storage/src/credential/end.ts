import type { Ended, Ending, Which } from '@rollcall/core';
import { atomically, type Connection } from '../connection.ts';
import { id } from '../id.ts';
import { changeInOrder, isOfFamily, lockParent } from './act.ts';
import { isNotEnded } from './state.ts';

/**
 * What has only run out of time is ended too: a use on its way into the store, or a policy with longer limits, would
 * make it good again.
 */
export function end(
  on: Connection,
  which: Extract<Which, { id: string } | { deviceId: string }>,
  ending: Ending,
): Promise<Ended[]> {
  const columns = {
    revoked_at: ending.at,
    revoked_reason: ending.reason,
    revoked_by_account_id: ending.by.accountId,
    revoked_by_device_id: ending.by.deviceId,
  };
  return atomically(on, async (on) => {
    if ('id' in which) await lockParent(on, id(which.id));
    return changeInOrder(
      on,
      (all) =>
        ('id' in which
          ? all.where(isOfFamily([id(which.id)]))
          : all.where('credential.device_id', '=', id(which.deviceId))
        ).where(isNotEnded),
      columns,
    );
  });
}
