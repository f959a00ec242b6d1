import type { Ended, Ending, WhichRows } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { unindexed } from '../unindexed.ts';
import { changeInOrder } from './act.ts';
import { endFamilies, endFamily, lockInOrder } from './end-family.ts';
import { isNotEnded } from './state.ts';

/**
 * What has only run out of time is ended too: a use on its way into the store, or a policy with longer limits, would
 * make it good again.
 */
export function end(on: Connection, which: WhichRows, ending: Ending): Promise<Ended[]> {
  const columns = endingColumns(ending);
  if ('id' in which) return endFamily(on, { id: id(which.id), ...columns });
  return changeInOrder(
    on,
    (all) =>
      ('deviceId' in which
        ? all.where('credential.device_id', '=', id(which.deviceId))
        : all
            .where('credential.account_id', '=', id(which.member.accountId))
            .where(unindexed('credential.organization_id'), '=', id(which.member.organizationId))
      ).where(isNotEnded),
    columns,
  );
}

export function endNamed(on: Connection, ids: readonly string[], ending: Ending): Promise<Ended[]> {
  const columns = endingColumns(ending);
  const inOrder = [...new Set(ids.map(id))].toSorted();
  return endFamilies(
    on,
    inOrder.map((one) => ({ id: one, ...columns })),
  );
}

export async function lockNamed(on: Connection, ids: readonly string[]): Promise<void> {
  await lockInOrder(on, ids.map(id));
}

export function endChildren(on: Connection, parentId: string, ending: Ending): Promise<Ended[]> {
  return changeInOrder(
    on,
    (all) =>
      all
        .where('credential.parent_id', 'is not', null)
        .where('credential.parent_id', '=', id(parentId))
        .where(isNotEnded),
    endingColumns(ending),
  );
}

/** An ending as a row has it. */
export function endingColumns({ at, reason, by }: Ending) {
  return {
    revoked_at: at,
    revoked_reason: reason,
    revoked_by_account_id: by.accountId,
    revoked_by_device_id: by.deviceId,
  };
}
