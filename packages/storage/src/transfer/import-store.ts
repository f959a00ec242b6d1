import { setTimeout as wait } from 'node:timers/promises';
import { type Chance, type Clock, driftMarginMs, leaseMs, type Stores } from '@rollcall/core';
import { sql } from 'kysely';
import { atomically, type Connection } from '../connection.ts';
import type { TableShape } from '../engine.ts';
import { dropGuards, raiseGuards } from '../log/guards.ts';
import { migrate } from '../migrate.ts';
import { openEngine, type StorageLocation } from '../open-engine.ts';
import { foundDefault } from '../organization/found-default.ts';
import { storesOn } from '../stores-on.ts';
import { readVerifiers } from '../verifying/registrations.ts';
import { readHeader, readRows, type StoreFileRow } from './read-store-file.ts';
import { tableShapes } from './shapes.ts';
import { notMoved, StoreFileError, type StoreFileHeader } from './store-file.ts';
import { migrationsOf } from './write-store.ts';

export interface ImportOptions {
  readonly birth: { readonly clock: Clock; readonly chance: Pick<Chance, 'id'> };
  /** Whether what is there may be lost. Otherwise only a store without accounts is written to. */
  readonly replace: boolean;
  /** Runs on what was imported, in the transaction that imports it. */
  readonly settle: (stores: Stores) => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** The store is not one that may be written over; the message says why and what to do. */
export class StoreNotFree extends Error {
  override readonly name = 'StoreNotFree';
}

const insertedAtOnce = 100;

/** Writes an exported store into this one, all or nothing. Reads the file twice: the first time nothing is written. */
export async function importStore(location: StorageLocation, path: string, options: ImportOptions): Promise<number> {
  const header = await readHeader(path);
  const total = header.tables.reduce((sum, { rows }) => sum + rows, 0);
  for await (const _row of readRows(path));
  const engine = openEngine(location);
  try {
    await migrate(engine.on);
    await foundDefault(engine.on, options.birth.clock, options.birth.chance);
    const shapes = await tableShapes(engine.on, engine.catalog);
    requireSame(header, shapes, await migrationsOf(engine.on));
    await requireNobodyServes(engine.on);
    await atomically(engine.on, async (on) => {
      if (!options.replace) await requireEmpty(on);
      await fill(on, shapes, path, (done) => options.onProgress(done, total));
      await options.settle(storesOn(on, { lookedUpTo: null }));
    });
    await sql`analyze`.execute(engine.on.db);
    return total;
  } finally {
    await engine.close();
  }
}

async function fill(
  on: Connection,
  shapes: readonly TableShape[],
  path: string,
  onProgress: (done: number) => void,
): Promise<void> {
  await on.dialect.deferReferences.execute(on.db);
  const { epoch } = await on.db.selectFrom('authority').select('epoch').executeTakeFirstOrThrow();
  await dropGuards(on);
  for (const { name } of shapes.toReversed()) await sql`delete from ${sql.table(name)}`.execute(on.db);
  await raiseGuards(on);
  let done = 0;
  for await (const rows of inBatches(readRows(path))) {
    await insert(on, rows);
    done += rows.length;
    onProgress(done);
  }
  // Above both: whoever followed either store starts over.
  await on.db
    .updateTable('authority')
    .set((row) => ({ epoch: row.case().when('epoch', '>', epoch).then(row.ref('epoch')).else(epoch).end() }))
    .execute();
}

/** Rows of one table, at most so many. */
async function* inBatches(rows: AsyncIterable<StoreFileRow>): AsyncGenerator<StoreFileRow[]> {
  let batch: StoreFileRow[] = [];
  for await (const row of rows) {
    if (batch.length === insertedAtOnce || (batch[0] !== undefined && batch[0].table !== row.table)) {
      yield batch;
      batch = [];
    }
    batch.push(row);
  }
  if (batch.length > 0) yield batch;
}

async function insert({ db }: Connection, rows: readonly StoreFileRow[]): Promise<void> {
  const table = rows[0]?.table;
  if (table === undefined) return;
  const columns = sql.join(Object.keys(table.columns).map((name) => sql.ref(name)));
  const values = sql.join(rows.map((row) => sql`(${sql.join(row.values)})`));
  await sql`insert into ${sql.table(table.name)} (${columns}) values ${values}`.execute(db);
}

/** Tables and columns of the file are those that are here: names out of a file go into no statement unknown. */
function requireSame({ migrations, tables }: StoreFileHeader, shapes: readonly TableShape[], here: readonly string[]) {
  if (JSON.stringify(migrations) !== JSON.stringify(here)) {
    throw new StoreFileError(
      `The file is of a store of another version (${migrations.at(-1)}, here ${here.at(-1)}). Import it with the version of Rollcall that wrote it, and upgrade afterwards.`,
    );
  }
  const shown = (list: readonly Pick<TableShape, 'name' | 'columns'>[]) =>
    JSON.stringify(list.map(({ name, columns }) => [name, Object.entries(columns).sort()]).sort());
  if (shown(tables) === shown(shapes.filter(({ name }) => !notMoved.includes(name)))) return;
  throw new StoreFileError('The tables of the file are not those of this version.');
}

async function requireEmpty({ db }: Connection): Promise<void> {
  const { accounts } = await db
    .selectFrom('account')
    .select((row) => row.fn.countAll<number>().as('accounts'))
    .executeTakeFirstOrThrow();
  if (accounts === 0) return;
  throw new StoreNotFree(
    `There are accounts here already: ${accounts}. Import into an empty store, or say --replace to lose what is here.`,
  );
}

/** A server remembers what is about to vanish. On PostgreSQL only its registration tells of it. */
async function requireNobodyServes(on: Connection): Promise<void> {
  const before = await readVerifiers(on);
  if (before.length === 0 || !on.dialect.isShared) return;
  await wait(leaseMs + driftMarginMs);
  const after = new Map((await readVerifiers(on)).map((row) => [row.id, row.renewals]));
  const serving = before.filter(({ id, renewals }) => (after.get(id) ?? renewals) !== renewals);
  if (serving.length === 0) return;
  throw new StoreNotFree(
    `Servers run on this database: ${serving.map(({ name }) => name).join(', ')}. Stop them first.`,
  );
}
