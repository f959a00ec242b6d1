import { type MigrationResultSet, Migrator } from 'kysely/migration';
import type { Connection } from './connection.ts';
import { migrations } from './migrations/index.ts';

/** Brings the tables up to date. Nodes that start together wait for each other. */
export async function migrate(on: Connection): Promise<void> {
  const provider = { getMigrations: async () => migrations(on.dialect) };
  const outcome: MigrationResultSet = await new Migrator({ db: on.db, provider }).migrateToLatest();
  if (outcome.error !== undefined) throw new Error('The store could not be migrated.', { cause: outcome.error });
}
