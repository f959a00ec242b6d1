import type { Ended, Which } from '@rollcall/core';
import { atomically, type Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { changeInOrder, endedOf, isOfFamily, lockParent, parentsFirst } from './act.ts';
import { isLive, isNotEnded, unwrittenUseMs } from './state.ts';

export function hold(
  on: Connection,
  which: Exclude<Which, { organizationId: string } | { member: object }>,
  holdId: string,
  now: number,
  until: number,
): Promise<Ended[]> {
  return atomically(on, async (on) => {
    if ('id' in which) await lockParent(on, id(which.id));
    return changeInOrder(
      on,
      (all) => {
        const free = all
          .where(isLive(now, now - unwrittenUseMs))
          .where((row) => row.or([row('credential.hold_id', 'is', null), row('credential.held_until', '<=', now)]));
        if ('id' in which) return free.where(isOfFamily([id(which.id)]));
        if ('deviceId' in which) return free.where('credential.device_id', '=', id(which.deviceId));
        const ofAccount = free
          .where('credential.account_id', '=', id(which.accountId))
          .where('credential.kind', 'in', which.kinds);
        const spared = (which.except ?? []).map(id);
        return spared.length === 0 ? ofAccount : ofAccount.where((row) => row.not(isOfFamily(spared)(row)));
      },
      { hold_id: holdId, held_until: until },
    );
  });
}

export function release(
  on: Connection,
  which: { readonly id: string } | { readonly holdId: string },
): Promise<Ended[]> {
  return changeInOrder(
    on,
    (all) =>
      ('id' in which
        ? all.where(isOfFamily([id(which.id)])).where('credential.hold_id', '=', holdOn(on, id(which.id)))
        : all.where('credential.hold_id', '=', id(which.holdId))
      ).where(isNotEnded),
    { hold_id: null, held_until: null },
  );
}

function holdOn({ db }: Connection, credentialId: Id) {
  return db.selectFrom('credential as held').select('held.hold_id').where('held.id', '=', credentialId);
}

export async function heldBy({ db }: Connection, holdId: string): Promise<Ended[]> {
  const rows = await db
    .selectFrom('credential')
    .select([
      'credential.id',
      'credential.kind',
      'credential.account_id',
      'credential.organization_id',
      'credential.device_id',
      'credential.parent_id',
    ])
    .where('credential.hold_id', '=', id(holdId))
    .where(isNotEnded)
    .orderBy(parentsFirst)
    .orderBy('credential.id')
    .execute();
  return rows.map(endedOf);
}
