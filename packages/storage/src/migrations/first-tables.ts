import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

type Statement = RawBuilder<unknown>;

/** Everything that the first release keeps. */
export function firstTables(dialect: Dialect) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const tables of [organizations, accounts, credentials, sessions, revocations, acts, log, outbox]) {
        for (const statement of tables(dialect)) await statement.execute(db);
      }
    },
  };
}

function organizations({ columnTypes: { id, text, whole }, tableEnd, keyedTableEnd }: Dialect): Statement[] {
  return [
    sql`create table organization (
      id ${id} not null primary key, name ${text} not null, created_at ${whole} not null, is_default ${whole} not null
    ) ${tableEnd}`,
    sql`create unique index organization_default on organization (is_default) where is_default = 1`,
    sql`create table policy (
      organization_id ${id} not null primary key references organization,
      idle_limit_minutes ${whole} not null, absolute_limit_minutes ${whole} not null,
      remembered_idle_limit_minutes ${whole} not null, remembered_absolute_limit_minutes ${whole} not null,
      history_days ${whole} not null, address_days ${whole} not null
    ) ${keyedTableEnd}`,
  ];
}

function accounts({ columnTypes: { id, text, whole }, tableEnd, keyedTableEnd }: Dialect): Statement[] {
  return [
    sql`create table account (
      id ${id} not null primary key, display_name ${text} not null, locale ${text}, time_zone ${text},
      password_hash ${text}, password_changed_at ${whole}, created_at ${whole} not null, disabled_at ${whole},
      last_looked_at ${whole}
    ) ${tableEnd}`,
    sql`create table login_name (
      normalized ${text} not null primary key, text ${text} not null, account_id ${id} not null references account,
      kind ${text} not null, created_at ${whole} not null, verified_at ${whole} not null
    ) ${tableEnd}`,
    sql`create index login_name_of_account on login_name (account_id)`,
    sql`create table membership (
      account_id ${id} not null references account, organization_id ${id} not null references organization,
      role ${text} not null, joined_order ${whole} not null, primary key (account_id, organization_id)
    ) ${keyedTableEnd}`,
    sql`create index membership_by_role on membership (organization_id, role)`,
  ];
}

function credentials({ columnTypes: { id, text, whole, bytes }, tableEnd }: Dialect): Statement[] {
  return [
    sql`create table device (
      id ${id} not null primary key, account_id ${id} not null references account, browser_hash ${bytes} not null,
      name ${text}, client_type ${text} not null, browser_name ${text}, browser_version ${text}, system_name ${text},
      system_version ${text}, model ${text}, first_seen_at ${whole} not null, last_sign_in_at ${whole} not null,
      removed_at ${whole}, lost_at ${whole}
    ) ${tableEnd}`,
    sql`create unique index device_of_browser on device (account_id, browser_hash) where removed_at is null`,
    sql`create table credential (
      id ${id} not null primary key, kind ${text} not null, token_hash ${bytes} not null unique,
      account_id ${id} not null references account, organization_id ${id} not null references organization,
      device_id ${id} references device, parent_id ${id}, lifetime ${text} not null, assurance ${whole} not null,
      issued_at ${whole} not null, authenticated_at ${whole} not null, last_used_at ${whole} not null,
      first_address ${text}, last_address ${text}, account_generation ${whole} not null,
      organization_generation ${whole} not null, hold_id ${id}, held_until ${whole}, revoked_at ${whole},
      revoked_reason ${text}, revoked_by_account_id ${id}, revoked_by_device_id ${id}
    ) ${tableEnd}`,
    sql`create index credential_of_account on credential (account_id, kind, id, revoked_at)`,
    sql`create index credential_live_of_organization on credential (organization_id, kind, id)
      where revoked_at is null`,
    sql`create index credential_live_of_device on credential (device_id, id) where revoked_at is null`,
    sql`create index credential_held on credential (hold_id, id) where hold_id is not null`,
    sql`create index credential_ended on credential (organization_id, revoked_at) where revoked_at is not null`,
    sql`create index credential_ended_with_address on credential (organization_id, revoked_at)
      where revoked_at is not null and (first_address is not null or last_address is not null)`,
  ];
}

function sessions({ columnTypes: { id, text }, keyedTableEnd }: Dialect): Statement[] {
  return [
    sql`create table session (
      credential_id ${id} not null primary key references credential on delete cascade, method ${text} not null,
      user_agent ${text}, client_type ${text} not null, browser_name ${text}, browser_version ${text},
      system_name ${text}, system_version ${text}, model ${text}
    ) ${keyedTableEnd}`,
  ];
}

function revocations({ columnTypes: { id, text, whole }, tableEnd, keyedTableEnd }: Dialect): Statement[] {
  return [
    // The id first: with the kind first, PostgreSQL without statistics reads all generations of that kind for each row.
    sql`create table generation (
      subject_id ${id} not null, subject_kind ${text} not null, kind ${text} not null, value ${whole} not null,
      raised_at ${whole} not null, reason ${text} not null, by_account_id ${id}, by_device_id ${id},
      primary key (subject_id, subject_kind, kind, value)
    ) ${keyedTableEnd}`,
    sql`create table authority (epoch ${whole} not null) ${tableEnd}`,
    sql`insert into authority (epoch) values (0)`,
    sql`create table revocation (
      epoch ${whole} not null, subject_kind ${text} not null, subject_id ${id} not null,
      primary key (epoch, subject_kind, subject_id)
    ) ${keyedTableEnd}`,
    sql`create table verifier (
      id ${text} not null primary key, incarnation ${text} not null, name ${text} not null,
      acked_epoch ${whole} not null, renewals ${whole} not null
    ) ${tableEnd}`,
  ];
}

function acts({ columnTypes: { id, text, whole, bytes }, tableEnd }: Dialect): Statement[] {
  return [
    sql`create table hold (
      id ${id} not null primary key, account_id ${id} not null references account, by_credential_id ${id} not null,
      by_device_id ${id}, act ${text} not null, device_id ${id}, created_at ${whole} not null,
      lapses_at ${whole} not null, outcome ${text}, settled_at ${whole}
    ) ${tableEnd}`,
    sql`create index hold_open_of_account on hold (account_id, id) where settled_at is null`,
    sql`create index hold_open on hold (lapses_at) where settled_at is null`,
    sql`create index hold_by on hold (by_credential_id, created_at)`,
    sql`create table link (
      id ${id} not null primary key, purpose ${text} not null, secret_hash ${bytes} not null unique,
      account_id ${id} references account, email ${text}, by_credential_id ${id}, created_at ${whole} not null,
      expires_at ${whole} not null, used_at ${whole}
    ) ${tableEnd}`,
    sql`create index link_unused on link (purpose, account_id) where used_at is null`,
  ];
}

function log({ columnTypes: { id, text, whole }, tableEnd }: Dialect): Statement[] {
  return [
    sql`create table log (
      id ${id} not null primary key, at ${whole} not null, event ${text} not null, account_id ${id},
      organization_id ${id}, actor_kind ${text} not null, actor_account_id ${id}, actor_device_id ${id},
      credential_id ${id}, device_id ${id}, address ${text}, details ${text} not null
    ) ${tableEnd}`,
    sql`create index log_of_account on log (account_id, id)`,
    sql`create index log_with_address on log (at) where address is not null`,
  ];
}

function outbox({ columnTypes: { id, text, whole, bytes }, tableEnd, keyedTableEnd }: Dialect): Statement[] {
  return [
    sql`create table outbox (
      id ${id} not null primary key, kind ${text} not null, sealed_payload ${bytes} not null,
      created_at ${whole} not null, due_at ${whole} not null, attempts ${whole} not null
    ) ${tableEnd}`,
    sql`create index outbox_due on outbox (due_at, id)`,
    // The columns, their names and their order are those of rate-limiter-flexible.
    sql`create table throttle (key ${text} not null primary key, points ${whole} not null, expire ${whole})
      ${keyedTableEnd}`,
    sql`create index throttle_expiring on throttle (expire)`,
  ];
}
