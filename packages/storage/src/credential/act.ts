import type { Ended } from '@rollcall/core';
import { type ExpressionBuilder, type Selectable, type SqlBool, sql, type UpdateObject } from 'kysely';
import { ask, type Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import type { Id } from '../id.ts';
import type { Tables } from '../schema.ts';

/** Credentials with their policy, to be narrowed down. */
export function candidates({ db }: Pick<Connection, 'db'>) {
  return db
    .selectFrom('credential')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .select('credential.id');
}

type Candidates = ReturnType<typeof candidates>;

/** A credential or one of its children: what happens to a session happens to those that were made from it. */
export function isOfFamily(ids: readonly Id[]) {
  return (row: ExpressionBuilder<Tables, 'credential'>) =>
    row.or([
      row('credential.id', 'in', ids),
      row.and([row('credential.parent_id', 'is not', null), row('credential.parent_id', 'in', ids)]),
    ]);
}

/** In which every statement locks that changes several credentials: a birth has its parent's row before any child's. */
export const parentsFirst = sql<SqlBool>`credential.parent_id is not null`;

/** Waits for births of children that are under way, so that a later statement sees every child. */
export async function lockParent(on: Connection, credentialId: Id): Promise<void> {
  await lockRow(on, { id: credentialId });
}

const lockRow = selectForMany<{ id: Id }, { id: string }>(
  { id: 'id' },
  ({ db, dialect }, slot) =>
    db
      .selectFrom('credential')
      .select('credential.id')
      .where('credential.id', '=', slot('id'))
      .modifyEnd(dialect.lockRows('credential')),
  { rank: 'change', claim: ({ id }) => id },
);

/** Which credentials change, and what becomes of them. */
interface Change {
  readonly narrow: (all: Candidates) => Candidates;
  readonly columns: UpdateObject<Tables, 'credential'>;
}

/**
 * Changes the credentials that `narrow` leaves, in one statement, locking parents first and then in the order of ids so that
 * two acts cannot wait for each other. What has ended stays as it is.
 */
export function changeInOrder(on: Connection, narrow: Change['narrow'], columns: Change['columns']): Promise<Ended[]> {
  return change(on, { narrow, columns });
}

const change = ask<Change, Ended>({
  rank: 'change',
  writes: true,
  one: changeAlone,
  many: async (on, all) => {
    // All at once and in order, because each of them alone would lock in its own.
    await lockInOrder(on, all);
    const changed: Ended[][] = [];
    for (const one of all) changed.push(await changeAlone(on, one));
    return changed;
  },
});

async function lockInOrder(on: Connection, all: readonly Change[]): Promise<void> {
  const [first, ...others] = all.map(({ narrow }) => narrow(candidates(on)));
  if (first === undefined) return;
  const chosen = others.reduce((union, other) => union.unionAll(other), first);
  await on.db
    .selectFrom('credential')
    .select('credential.id')
    .where('credential.id', 'in', chosen)
    .orderBy(parentsFirst)
    .orderBy('credential.id')
    .modifyEnd(on.dialect.lockRows('credential'))
    .execute();
}

async function changeAlone(on: Connection, { narrow, columns }: Change): Promise<Ended[]> {
  const rows = await on.db
    .with('chosen', (db) =>
      narrow(candidates({ db: db as Connection['db'] }))
        .orderBy(parentsFirst)
        .orderBy('credential.id')
        .modifyEnd(on.dialect.lockRows('credential')),
    )
    .updateTable('credential')
    .set(columns)
    .where('credential.id', 'in', (row) => row.selectFrom('chosen').select('chosen.id'))
    .where('credential.revoked_at', 'is', null)
    .returning(['credential.id', 'kind', 'account_id', 'organization_id', 'device_id', 'parent_id'])
    .execute();
  return rows.map(endedOf);
}

export type EndedColumns = Pick<
  Selectable<Tables['credential']>,
  'id' | 'kind' | 'account_id' | 'organization_id' | 'device_id' | 'parent_id'
>;

export function endedOf(row: EndedColumns): Ended {
  return {
    id: row.id,
    kind: row.kind,
    accountId: row.account_id,
    organizationId: row.organization_id,
    deviceId: row.device_id,
    parentId: row.parent_id,
  };
}
