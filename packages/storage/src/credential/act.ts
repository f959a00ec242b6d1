import type { Ended } from '@rollcall/core';
import { type ExpressionBuilder, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Connection } from '../connection.ts';
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
export async function lockParent({ db, dialect }: Connection, credentialId: Id): Promise<void> {
  await db
    .selectFrom('credential')
    .select('id')
    .where('id', '=', credentialId)
    .modifyEnd(dialect.lockRows('credential'))
    .execute();
}

/**
 * Changes the credentials that `narrow` leaves, in one statement, locking parents first and then in the order of ids so that
 * two acts cannot wait for each other. What has ended stays as it is.
 */
export async function changeInOrder(
  on: Connection,
  narrow: (all: Candidates) => Candidates,
  columns: Updateable<Tables['credential']>,
): Promise<Ended[]> {
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

type EndedColumns = Pick<
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
