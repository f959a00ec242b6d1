import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Several organizations: who is in which since when, who is asked to come in, who may act for whom, and who is to be locked out. */
export function organizations({ columnTypes: { id, text, whole }, tableEnd, keyedTableEnd }: Dialect) {
  const statements = [
    sql`alter table membership add column joined_at ${whole} not null default 0`,
    sql`update membership set joined_at = (select created_at from account where account.id = membership.account_id)`,
    sql`alter table membership add column entered_at ${whole}`,
    sql`alter table membership add column locked_out_at ${whole}`,
    sql`create table invitation (
      link_id ${id} not null primary key references link on delete cascade,
      organization_id ${id} not null references organization, email ${text} not null, compared_email ${text} not null,
      role ${text} not null, by_account_id ${id}
    ) ${keyedTableEnd}`,
    sql`create index invitation_of_organization on invitation (organization_id, link_id)`,
    sql`create table acting_grant (
      id ${id} not null primary key, organization_id ${id} not null references organization,
      account_id ${id} not null references account, holder_id ${id} not null references account, by_account_id ${id},
      created_at ${whole} not null, expires_at ${whole}
    ) ${tableEnd}`,
    sql`create unique index acting_grant_on on acting_grant (organization_id, account_id, holder_id)`,
    sql`create index acting_grant_held on acting_grant (organization_id, holder_id)`,
    sql`create table planned_lock_out (
      organization_id ${id} not null references organization, account_id ${id} not null references account,
      due_at ${whole} not null, by_account_id ${id}, created_at ${whole} not null,
      primary key (organization_id, account_id)
    ) ${keyedTableEnd}`,
    sql`create index planned_lock_out_due on planned_lock_out (due_at)`,
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await statement.execute(db);
    },
  };
}
