import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Every use of a credential that is noted writes its row anew. */
export function roomForUses({ leaveRoom }: Dialect) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of leaveRoom('credential')) await statement.execute(db);
    },
  };
}
