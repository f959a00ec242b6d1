import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** What a policy sets beside durations. An organization from before keeps what it had: everything is allowed. */
export function policySettings({ columnTypes: { text, whole } }: Dialect) {
  const statements = [
    sql`alter table policy add column version ${whole} not null default 1`,
    sql`alter table policy add column keep_signed_in ${text} not null default 'allowed'`,
    sql`alter table policy add column session_limit ${whole}`,
    sql`alter table policy add column at_session_limit ${text} not null default 'end_oldest'`,
    sql`alter table policy add column second_factor ${text} not null default 'off'`,
    sql`alter table policy add column trust_days ${whole} not null default 30`,
    sql`alter table policy add column address_ranges ${text}`,
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await statement.execute(db);
    },
  };
}
