import { normalizeLogin } from '@rollcall/core';
import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** What the administrators' list of sessions needs: names to search in, and how far members were told of a common ending. */
export function organizationSessions({ columnTypes: { id, text, whole }, keyedTableEnd }: Dialect) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const statements = [
        sql`alter table account add column compared_name ${text} not null default ''`,
        sql`create index membership_of_organization on membership (organization_id, account_id)`,
        sql`create table termination (
          id ${id} not null primary key, organization_id ${id} not null references organization, at ${whole} not null,
          by_account_id ${id} not null, members ${whole}, passed ${whole} not null,
          told ${whole} not null, passed_up_to ${id}, finished_at ${whole}
        ) ${keyedTableEnd}`,
        sql`create index termination_of_organization on termination (organization_id, id)`,
      ];
      for (const statement of statements) await statement.execute(db);
      await compareNames(db);
    },
  };
}

const atOnce = 500;

interface Named {
  readonly id: string;
  readonly display_name: string;
}

/** Here and not in SQL: neither engine knows lower case as names are compared. */
async function compareNames(db: Kysely<unknown>): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  while (true) {
    const { rows } = await sql<Named>`select id, display_name from account where id > ${after} order by id
      limit ${atOnce}`.execute(db);
    for (const { id, display_name } of rows) {
      await sql`update account set compared_name = ${normalizeLogin(display_name)} where id = ${id}`.execute(db);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
