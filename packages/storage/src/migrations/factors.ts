import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Second factors, sign-ins that wait for one, and devices that are trusted to go without. */
export function factors({ columnTypes: { id, text, whole, bytes }, tableEnd, keyedTableEnd }: Dialect) {
  const statements = [
    sql`create table factor (
      id ${id} not null primary key, account_id ${id} not null references account, kind ${text} not null,
      name ${text}, created_at ${whole} not null, last_used_at ${whole}
    ) ${tableEnd}`,
    sql`create index factor_of_account on factor (account_id)`,
    // One app of each account: a new one takes the place of the one before.
    sql`create unique index factor_only_one on factor (account_id, kind) where kind <> 'passkey'`,
    sql`create table authenticator (
      id ${id} not null primary key references factor on delete cascade, sealed_secret ${bytes} not null,
      last_step ${whole} not null
    ) ${tableEnd}`,
    sql`create table passkey (
      factor_id ${id} not null primary key references factor on delete cascade, credential_id ${bytes} not null,
      public_key ${bytes} not null, sign_count ${whole} not null, transports ${text} not null,
      backup_eligible ${whole} not null, backed_up ${whole} not null, verifies_user ${whole} not null
    ) ${tableEnd}`,
    sql`create unique index passkey_credential on passkey (credential_id)`,
    sql`create table recovery_code (
      code_hash ${bytes} not null primary key, factor_id ${id} not null references factor on delete cascade,
      used_at ${whole}
    ) ${tableEnd}`,
    sql`create index recovery_code_of_factor on recovery_code (factor_id)`,
    sql`create table enrolment (
      id ${id} not null primary key, account_id ${id} not null references account, bound_to ${id} not null,
      sealed_secret ${bytes} not null, expires_at ${whole} not null
    ) ${tableEnd}`,
    sql`create index enrolment_expiring on enrolment (expires_at)`,
    sql`create table passkey_challenge (
      challenge ${bytes} not null primary key, bound_to ${id} not null, expires_at ${whole} not null
    ) ${tableEnd}`,
    sql`create index passkey_challenge_expiring on passkey_challenge (expires_at)`,
    sql`create table sign_in_challenge (
      id ${id} not null primary key, secret_hash ${bytes} not null, purpose ${text} not null,
      account_id ${id} references account, organization_id ${id} references organization, lifetime ${text} not null,
      tries ${whole} not null, created_at ${whole} not null, expires_at ${whole} not null
    ) ${tableEnd}`,
    sql`create unique index sign_in_challenge_secret on sign_in_challenge (secret_hash)`,
    sql`create index sign_in_challenge_of_account on sign_in_challenge (account_id)`,
    sql`create index sign_in_challenge_expiring on sign_in_challenge (expires_at)`,
    sql`create table trust (
      id ${id} not null primary key, device_id ${id} not null references device, account_id ${id} not null references account,
      organization_id ${id} not null references organization, token_hash ${bytes} not null, previous_hash ${bytes},
      rotated_at ${whole} not null, granted_at ${whole} not null
    ) ${tableEnd}`,
    sql`create unique index trust_of_device on trust (device_id, organization_id)`,
    sql`create index trust_of_account on trust (account_id)`,
    sql`create table spent_trust_token (
      token_hash ${bytes} not null primary key, trust_id ${id} not null references trust on delete cascade
    ) ${keyedTableEnd}`,
    sql`create index spent_trust_token_of_trust on spent_trust_token (trust_id)`,
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await statement.execute(db);
    },
  };
}
