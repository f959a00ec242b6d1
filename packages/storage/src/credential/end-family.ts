import type { Ended, EndReason } from '@rollcall/core';
import { sql } from 'kysely';
import { ask, atomically, type Connection } from '../connection.ts';
import { type Columns, columnsOf, given, type Sorts } from '../for-many.ts';
import type { Id } from '../id.ts';
import { compilable, prepare, type SlotOf } from '../prepared.ts';
import { columnAsParameter } from '../storable.ts';
import { type EndedColumns, endedOf } from './act.ts';
import { isNotEnded } from './state.ts';

export interface EndingColumns {
  readonly revoked_at: number;
  readonly revoked_reason: EndReason;
  readonly revoked_by_account_id: string | null;
  readonly revoked_by_device_id: string | null;
}

type Family = EndingColumns & { readonly id: Id };

/** Ends a credential with its children. */
export const endFamily = ask<Family, Ended>({
  rank: 'change',
  writes: true,
  claim: ({ id }) => id,
  one: async (on, family) =>
    on.dialect.isRemote ? (await endTogether(on, [family])).flat() : (await endHere(on, family)).map(endedOf),
  many: endTogether,
});

/** The same for several: where statements travel, and nobody shares the transaction, it takes as many as for one. */
export async function endFamilies(on: Connection, families: readonly Family[]): Promise<Ended[]> {
  const isAlone = on.ask === undefined && on.dialect.isRemote;
  const ended = isAlone ? endTogether(on, families) : Promise.all(families.map((family) => endFamily(on, family)));
  return (await ended).flat();
}

/** Locks credentials, and what was handed over from them, in the order of their ids. */
export const lockInOrder = ask<readonly Id[], never>({
  rank: 'change',
  writes: false,
  one: (on, ids) => lockAll(on, ids),
  many: async (on, all) => {
    await lockAll(on, all.flat());
    return [];
  },
});

async function lockAll(on: Connection, ids: readonly Id[]): Promise<never[]> {
  const rows = ids.map((id) => ({ id }));
  // Elsewhere nobody is beside.
  if (on.dialect.isRemote) await lockWithHandedOver(on, { id: columnAsParameter(rows, 'id') });
  return [];
}

function endTogether(on: Connection, families: readonly Family[]): Promise<readonly Ended[][]> {
  return atomically(on, async (on) => {
    const columns = columnsOf(sorts, families);
    // Waits for births of children that are under way, so that the later statement sees every child.
    await lockWithHandedOver(on, { id: columns.id });
    const ended = Map.groupBy(await endAll(on, columns), ({ nth }) => nth);
    return families.map((_family, index) => (ended.get(index + 1) ?? []).map(endedOf));
  });
}

const sorts: Sorts<Family> = {
  id: 'id',
  revoked_at: 'whole',
  revoked_reason: 'text',
  revoked_by_account_id: 'id',
  revoked_by_device_id: 'id',
};

/**
 * What was handed over ends afterwards, when its origin is locked; but its row may have the lower id, if another node gave it one.
 * Each is looked up by itself, in the index and in order.
 */
const lockWithHandedOver = prepare((on, slot: SlotOf<{ id: string }>) =>
  compilable(
    on,
    sql`with given as materialized (select * from ${given(on, { id: 'id' }, slot)})
      select locked.id from (
        select given.id from given
        union
        select handed_over.id from given
        cross join lateral (
          select made.id from session join credential as made on made.id = session.credential_id
          where session.from_session_id = given.id and made.revoked_at is null offset 0
        ) as handed_over
        order by id
      ) as family
      cross join lateral (
        select credential.id from credential where credential.id = family.id ${on.dialect.lockRows('credential')}
      ) as locked`,
  ),
);

/** Locks row by row in the order given: a join would go through all credentials where PostgreSQL takes few for not ended. */
const endAll = prepare<Columns<Family>, EndedColumns & { nth: number }>((on, slot) =>
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

/** Where a transaction has the store for itself nothing is locked. */
const endHere = prepare<Family, EndedColumns>((on, slot) =>
  compilable(
    on,
    sql`update credential set revoked_at = ${slot('revoked_at')}, revoked_reason = ${slot('revoked_reason')},
        revoked_by_account_id = ${slot('revoked_by_account_id')}, revoked_by_device_id = ${slot('revoked_by_device_id')}
      where (credential.id = ${slot('id')} or (credential.parent_id is not null and credential.parent_id = ${slot('id')}))
        and ${isNotEnded}
      returning id, kind, account_id, organization_id, device_id, parent_id`,
  ),
);
