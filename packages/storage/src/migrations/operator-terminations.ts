import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Whoever runs the server signs everybody in an organization out too, and has no account. */
export function operatorTerminations({ columnTypes: { id } }: Dialect) {
  // In the place of the old column, because SQLite cannot say of one that it may be empty from now on.
  const statements = [
    sql`alter table termination rename column by_account_id to by_somebody_id`,
    sql`alter table termination add column by_account_id ${id}`,
    sql`update termination set by_account_id = by_somebody_id`,
    sql`alter table termination drop column by_somebody_id`,
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await statement.execute(db);
    },
  };
}
