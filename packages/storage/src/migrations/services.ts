import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Services, their credentials, and the accounts that they bring. */
export function services({ columnTypes: { id, text, whole }, tableEnd, keyedTableEnd }: Dialect) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const statements = [
        sql`create table service (
          account_id ${id} not null primary key references account,
          organization_id ${id} not null references organization, name ${text} not null, compared_name ${text} not null,
          origins ${text} not null, reauthenticate_url ${text}, created_at ${whole} not null, removed_at ${whole}
        ) ${keyedTableEnd}`,
        sql`create unique index service_name on service (compared_name) where removed_at is null`,
        sql`create table external_account (
          account_id ${id} not null primary key references account, service_id ${id} not null references service,
          external_id ${text} not null, emails ${text} not null
        ) ${tableEnd}`,
        sql`create unique index external_account_of_service on external_account (service_id, external_id)`,
        sql`create table service_credential (
          credential_id ${id} not null primary key references credential on delete cascade,
          name ${text} not null, permissions ${text} not null
        ) ${keyedTableEnd}`,
        sql`alter table credential add column expires_at ${whole}`,
        sql`alter table session add column service_id ${id}`,
      ];
      for (const statement of statements) await statement.execute(db);
    },
  };
}
