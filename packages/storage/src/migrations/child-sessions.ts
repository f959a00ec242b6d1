import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Sessions made from another one for a host of their own, and the codes that bring them there. */
export function childSessions({ columnTypes: { id, text, whole, bytes }, tableEnd, keyedTableEnd }: Dialect) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const statements = [
        sql`create index credential_of_parent on credential (parent_id, id) where parent_id is not null`,
        sql`create table child_session (
          credential_id ${id} not null primary key references credential on delete cascade, host ${text} not null,
          entered_at ${whole} not null
        ) ${keyedTableEnd}`,
        sql`create table host_code (
          secret_hash ${bytes} not null primary key, parent_id ${id} not null, host ${text} not null,
          challenge ${bytes} not null, return_to ${text} not null, expires_at ${whole} not null, used_at ${whole}
        ) ${tableEnd}`,
        sql`create index host_code_expiring on host_code (expires_at)`,
        sql`create index host_code_of_parent on host_code (parent_id)`,
      ];
      for (const statement of statements) await statement.execute(db);
    },
  };
}
