import { Kysely, type SqliteStatement } from 'kysely';
import type { Connection } from '../../connection.ts';
import { sqlite } from '../../dialect.ts';
import type { Engine } from '../../engine.ts';
import type { Tables } from '../../schema.ts';
import { catalog } from './catalog.ts';
import { copyFile, removeLeftCopies, snapshotOf } from './copy.ts';
import { factsOf } from './facts.ts';
import { KyselyDialect } from './kysely-dialect.ts';
import { openFile } from './open-file.ts';
import { withKeptStatements } from './statements.ts';
import { verifierStore } from './verifiers.ts';

export function openSqlite(path: string): Engine {
  const file = openFile(path);
  removeLeftCopies(path);
  const database = withKeptStatements(file);
  const db = new Kysely<Tables>({ dialect: new KyselyDialect({ database }) });
  const on: Connection = {
    db,
    dialect: sqlite,
    atOnce: (sql, parameters) => rowsOf(database.prepare(sql), parameters),
  };
  return {
    on,
    sharing: { members: 64, transactions: 1 },
    verifiers: () => verifierStore(on, file),
    catalog,
    snapshot: () => snapshotOf(file),
    facts: async () => factsOf(file),
    copy: () => copyFile(file),
    async close() {
      // Behind whatever has the connection now: Kysely would close it under a transaction.
      await db.connection().execute(async () => {});
      await db.destroy();
      file.close();
    },
  };
}

function rowsOf(statement: SqliteStatement, parameters: readonly unknown[]): unknown[] {
  if (statement.reader) return statement.all(parameters);
  statement.run(parameters);
  return [];
}
