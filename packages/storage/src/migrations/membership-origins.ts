import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/**
 * Of a membership: by what it was locked out, which was told by comparing moments that may be alike; and to which address the
 * invitation was by which it came to be.
 */
export function membershipOrigins({ columnTypes: { text } }: Dialect) {
  const statements = [
    sql`alter table membership add column locked_out_by ${text}`,
    sql`update membership set locked_out_by = case
        when locked_out_at = (select disabled_at from account where account.id = membership.account_id) then 'disabling'
        else 'organization' end
      where locked_out_at is not null`,
    sql`alter table membership add column invited_as ${text}`,
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await statement.execute(db);
    },
  };
}
