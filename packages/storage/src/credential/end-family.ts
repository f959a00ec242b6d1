import type { Ended, EndReason } from '@rollcall/core';
import { sql } from 'kysely';
import { ask, atomically } from '../connection.ts';
import { type Columns, columnsOf, given, type Sorts } from '../for-many.ts';
import type { Id } from '../id.ts';
import { compilable, prepare, type SlotOf } from '../prepared.ts';
import { changeInOrder, type EndedColumns, endedOf, isOfFamily, lockParent } from './act.ts';
import { isNotEnded } from './state.ts';

export interface EndingColumns {
  readonly revoked_at: number;
  readonly revoked_reason: EndReason;
  readonly revoked_by_account_id: string | null;
  readonly revoked_by_device_id: string | null;
}

interface Family {
  readonly id: Id;
  readonly columns: EndingColumns;
}

/** Ends a credential with its children. */
export const endFamily = ask<Family, Ended>({
  rank: 'change',
  writes: true,
  claim: ({ id }) => id,
  one: (on, { id, columns }) =>
    atomically(on, async (on) => {
      await lockParent(on, id);
      return changeInOrder(on, (all) => all.where(isOfFamily([id])).where(isNotEnded), columns);
    }),
  many: async (on, families) => {
    const columns = columnsOf(
      sorts,
      families.map(({ id, columns }) => ({ id, ...columns })),
    );
    await lockParents(on, { id: columns.id });
    const ended = Map.groupBy(await endFamilies(on, columns), ({ nth }) => nth);
    return families.map((_family, index) => (ended.get(index + 1) ?? []).map(endedOf));
  },
});

type Given = EndingColumns & { readonly id: Id };

const sorts: Sorts<Given> = {
  id: 'id',
  revoked_at: 'whole',
  revoked_reason: 'text',
  revoked_by_account_id: 'id',
  revoked_by_device_id: 'id',
};

const lockParents = prepare((on, slot: SlotOf<{ id: string }>) =>
  compilable(
    on,
    sql`select credential.id from ${given(on, { id: 'id' }, slot)} join credential on credential.id = given.id
      order by credential.id ${on.dialect.lockRows('credential')}`,
  ),
);

/** Locks row by row in the order given: a join would go through all credentials where PostgreSQL takes few for not ended. */
const endFamilies = prepare<Columns<Given>, EndedColumns & { nth: number }>((on, slot) =>
  compilable(
    on,
    sql`with given as materialized (select * from ${given(on, sorts, slot)}),
      family as (
        select given.nth, given.id, 0 as is_child from given
        union all
        select given.nth, child.id, 1 from given
        join credential as child on child.parent_id = given.id and child.parent_id is not null
      ),
      chosen as (
        select family.nth, locked.id from (select * from family order by is_child, id) as family
        cross join lateral (
          select credential.id from credential where credential.id = family.id and ${isNotEnded}
          ${on.dialect.lockRows('credential')}
        ) as locked
      )
      update credential set revoked_at = given.revoked_at, revoked_reason = given.revoked_reason,
        revoked_by_account_id = given.revoked_by_account_id, revoked_by_device_id = given.revoked_by_device_id
      from chosen join given on given.nth = chosen.nth
      where credential.id = chosen.id and credential.revoked_at is null
      returning chosen.nth, credential.id, credential.kind, credential.account_id, credential.organization_id,
        credential.device_id, credential.parent_id`,
  ),
);
