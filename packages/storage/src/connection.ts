import type { Kysely } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './schema.ts';

/** Where a query goes: to the store, or into the transaction that is under way. */
export interface Connection {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
}

/** All or nothing: in the transaction under way, or in one of its own. */
export function atomically<Result>(on: Connection, work: (on: Connection) => Promise<Result>): Promise<Result> {
  if (on.db.isTransaction) return work(on);
  return on.db
    .transaction()
    .setIsolationLevel('read committed')
    .execute((db) => work({ db, dialect: on.dialect }));
}
