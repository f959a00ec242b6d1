import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/**
 * Going from one organization into another: since when one has ended something of somebody's, so that whoever comes in must have
 * proved since who they are. And which invitations were taken back.
 */
export function switching({ columnTypes: { id, whole }, keyedTableEnd }: Dialect) {
  const statements = [
    sql`create table proof_wanted (
      account_id ${id} not null references account, organization_id ${id} not null references organization,
      after_at ${whole} not null, primary key (account_id, organization_id)
    ) ${keyedTableEnd}`,
    sql`alter table invitation add column withdrawn_at ${whole}`,
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await statement.execute(db);
    },
  };
}
