import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** What ties a proof given at a service to the browser that it sends back. What was answered without one counts no more. */
export function proofSecrets({ columnTypes: { bytes } }: Dialect) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`alter table reauthentication add column secret_hash ${bytes}`.execute(db);
    },
  };
}
