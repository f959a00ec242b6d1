import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** How services hand their people over to the pages here, and prove again who they are. */
export function serviceLinks({ columnTypes: { id, text, whole }, tableEnd, keyedTableEnd }: Dialect) {
  const statements = [
    sql`create table handover (
      link_id ${id} not null primary key references link on delete cascade, service_id ${id} not null references service,
      return_to ${text}
    ) ${keyedTableEnd}`,
    sql`alter table session add column from_session_id ${id}`,
    sql`alter table session add column return_to ${text}`,
    sql`create index session_handed_over on session (from_session_id) where from_session_id is not null`,
    sql`create table reauthentication (
      id ${id} not null primary key, credential_id ${id} not null references credential on delete cascade,
      account_id ${id} not null references account, service_id ${id} not null references service, hold_id ${id},
      return_to ${text} not null, created_at ${whole} not null, expires_at ${whole} not null, assurance ${whole},
      authenticated_at ${whole}, used_at ${whole}
    ) ${tableEnd}`,
    sql`create index reauthentication_of_session on reauthentication (credential_id)`,
    sql`create index reauthentication_expiring on reauthentication (expires_at)`,
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await statement.execute(db);
    },
  };
}
