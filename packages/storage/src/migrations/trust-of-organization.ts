import { type Kysely, sql } from 'kysely';

/** Whose devices an organization trusts, by when that began: to tell whom a change of its policy asks again. */
export function trustOfOrganization() {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`create index trust_of_organization on trust (organization_id, granted_at, account_id)`.execute(db);
    },
  };
}
