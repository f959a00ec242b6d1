import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Engine, Snapshot, TableShape } from '../engine.ts';
import { tableShapes } from './shapes.ts';
import { notMoved, type StoreFileHeader, type StoreFileTrailer, storeFileFormat, written } from './store-file.ts';

const chunkLength = 65_536;

/** The whole store at one moment as lines of JSON, in pieces of some kilobytes, read while they are taken. */
export async function* writeStore(engine: Engine, kind: string, now: number): AsyncGenerator<string> {
  const tables = (await tableShapes(engine.on, engine.catalog)).filter(({ name }) => !notMoved.includes(name));
  const migrations = await migrationsOf(engine.on);
  const snapshot = await engine.snapshot();
  const hash = createHash('sha256');
  try {
    const counts: number[] = [];
    for (const table of tables) counts.push(await snapshot.count(table));
    const rows = counts.reduce((sum, count) => sum + count, 0);
    const header: StoreFileHeader = {
      rollcall: 'store',
      format: storeFileFormat,
      engine: kind,
      madeAt: now,
      migrations,
      tables: tables.map(({ name, columns }, index) => ({ name, columns, rows: counts[index] ?? 0 })),
    };
    for await (const chunk of inChunks(linesOf(header, tables, snapshot))) {
      hash.update(chunk);
      yield chunk;
    }
    const trailer: StoreFileTrailer = { rows, sha256: hash.digest('hex') };
    yield `${JSON.stringify(trailer)}\n`;
  } finally {
    await snapshot.close();
  }
}

/** The header, and then each table's rows in its order. */
async function* linesOf(
  header: StoreFileHeader,
  tables: readonly TableShape[],
  snapshot: Snapshot,
): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  for (const table of tables) {
    const sorts = Object.values(table.columns);
    for await (const row of snapshot.rows(table)) {
      yield `${JSON.stringify(row.map((value, index) => written(value, sorts[index] ?? 'text')))}\n`;
    }
  }
}

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
    // Reading a file never waits, so that without this everything else would.
    await setImmediate();
  }
  if (chunk !== '') yield chunk;
}

/** Names of the migrations that the store has had. */
export async function migrationsOf({ db }: Connection): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
