import type { Ended } from '@rollcall/core';
import type { Selectable, Updateable } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Tables } from '../schema.ts';

/** Credentials with their policy, to be narrowed down. */
export function candidates({ db }: Pick<Connection, 'db'>) {
  return db
    .selectFrom('credential')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .select('credential.id');
}

type Candidates = ReturnType<typeof candidates>;

/**
 * Changes the credentials that `narrow` leaves, in one statement, locking them in the order of their ids so that two acts
 * cannot wait for each other. What has ended stays as it is.
 */
export async function changeInOrder(
  on: Connection,
  narrow: (all: Candidates) => Candidates,
  columns: Updateable<Tables['credential']>,
): Promise<Ended[]> {
  const rows = await on.db
    .with('chosen', (db) =>
      narrow(candidates({ db: db as Connection['db'] }))
        .orderBy('credential.id')
        .modifyEnd(on.dialect.lockRows('credential')),
    )
    .updateTable('credential')
    .set(columns)
    .where('credential.id', 'in', (row) => row.selectFrom('chosen').select('chosen.id'))
    .where('credential.revoked_at', 'is', null)
    .returning(['credential.id', 'kind', 'account_id', 'organization_id', 'device_id'])
    .execute();
  return rows.map(endedOf);
}

type EndedColumns = Pick<
  Selectable<Tables['credential']>,
  'id' | 'kind' | 'account_id' | 'organization_id' | 'device_id'
>;

export function endedOf(row: EndedColumns): Ended {
  return {
    id: row.id,
    kind: row.kind,
    accountId: row.account_id,
    organizationId: row.organization_id,
    deviceId: row.device_id,
  };
}
