import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { storable } from '../../storable.ts';
import type { File } from './open-file.ts';

/** More than the product has; a list of ids of any length is a statement of its own. */
const keptStatements = 500;

/** The file as Kysely sees it: each statement is prepared once, and parameters are made storable. */
export function withKeptStatements(file: File): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => file.close(),
    prepare(text) {
      const known = kept.get(text);
      if (known !== undefined) return known;
      if (kept.size === keptStatements) kept.clear();
      const prepared = kept.set(text, withStorableParameters(file, text)).get(text);
      return prepared ?? withStorableParameters(file, text);
    },
  };
}

function withStorableParameters(file: File, text: string): SqliteStatement {
  const statement = file.prepare(text);
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(parameters.map(storable)),
    run: (parameters) => statement.run(parameters.map(storable)),
    iterate: (parameters) => statement.iterate(parameters.map(storable)),
  };
}
