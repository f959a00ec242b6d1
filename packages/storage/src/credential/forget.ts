import { type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';

const dayMs = 86_400_000;

/**
 * Credentials whose end lies further back than that setting of their organization's policy allows. A cross join, because
 * SQLite then starts from the few policies and not from all that ever ended.
 */
function endedLongAgo({ db }: Pick<Connection, 'db'>, setting: 'history_days' | 'address_days', now: number) {
  return db
    .selectFrom('policy')
    .crossJoin('credential')
    .select('credential.id')
    .whereRef('credential.organization_id', '=', 'policy.organization_id')
    .where('credential.revoked_at', 'is not', null)
    .where(sql<SqlBool>`credential.revoked_at < ${now} - policy.${sql.ref(setting)} * ${sql.lit(dayMs)}`);
}

export async function forgetEnded(on: Connection, now: number, batch: number): Promise<number> {
  const forgotten = await on.db
    .with('old', (db) =>
      endedLongAgo({ db: db as Connection['db'] }, 'history_days', now)
        .limit(batch)
        .modifyEnd(on.dialect.lockFreeRows('credential')),
    )
    .deleteFrom('credential')
    .where('id', 'in', (row) => row.selectFrom('old').select('old.id'))
    .executeTakeFirstOrThrow();
  return Number(forgotten.numDeletedRows);
}

export async function eraseAddresses(on: Connection, now: number, batch: number): Promise<number> {
  const erased = await on.db
    .with('old', (db) =>
      endedLongAgo({ db: db as Connection['db'] }, 'address_days', now)
        .where((row) =>
          row.or([row('credential.first_address', 'is not', null), row('credential.last_address', 'is not', null)]),
        )
        .limit(batch)
        .modifyEnd(on.dialect.lockFreeRows('credential')),
    )
    .updateTable('credential')
    .set({ first_address: null, last_address: null })
    .where('id', 'in', (row) => row.selectFrom('old').select('old.id'))
    .executeTakeFirstOrThrow();
  return Number(erased.numUpdatedRows);
}
