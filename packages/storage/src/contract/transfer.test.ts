import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import type { ColumnRow, Engine, ReferenceRow, TableShape } from '../engine.ts';
import { catalog as postgresCatalog } from '../engines/postgres/catalog.ts';
import { importStore, openStorage, type StorageLocation, StoreFileError, StoreNotFree } from '../index.ts';
import { openEngine } from '../open-engine.ts';
import { tableShapes } from '../transfer/shapes.ts';
import { notMoved } from '../transfer/store-file.ts';
import { type EngineKind, fileOfItsOwn } from './engines.ts';
import { addAccount, addSession, chance, clock, newId, noon } from './fixtures.ts';

const birth = { clock, chance };
const rowsOfEach = 40;
const options = { birth, replace: false, settle: async () => {}, onProgress: () => {} };

const places: { location: StorageLocation; remove(): unknown }[] = [];
const files = fileOfItsOwn();
afterAll(async () => {
  files.remove();
  for (const place of places) await place.remove();
});

async function place(kind: EngineKind): Promise<StorageLocation> {
  if (kind === 'sqlite') {
    const made = fileOfItsOwn();
    places.push(made);
    return made.location;
  }
  const database = await createDatabase();
  const location = { kind, url: database.url } as const;
  places.push({ location, remove: () => database.drop() });
  return location;
}

/** What PostgreSQL says of the tables: it tells ids from other texts. */
let columns: ColumnRow[];
let references: ReferenceRow[];
beforeAll(async () => {
  const location = await place('postgres');
  await (await openStorage(location, birth)).close();
  await onEngine(location, async ({ on }) => {
    const read = async <Row>(query: RawBuilder<Row>) => (await query.execute(on.db)).rows;
    columns = await read(postgresCatalog.columns);
    references = await read(postgresCatalog.references);
  });
});

async function onEngine<Result>(location: StorageLocation, work: (engine: Engine) => Promise<Result>): Promise<Result> {
  const engine = openEngine(location);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** Fills every table that there is with rows of its own form, so that no table can be forgotten here. */
async function fillEverything(location: StorageLocation): Promise<void> {
  await (await openStorage(location, birth)).close();
  await onEngine(location, async (engine) => {
    const made = new Map<string, Record<string, unknown>[]>();
    for (const table of await tableShapes(engine.on, engine.catalog)) {
      if (table.key.length === 0) continue;
      const rows = Array.from({ length: rowsOfEach }, (_, row) => rowOf(table, row, made));
      made.set(table.name, rows);
      for (const row of rows) {
        const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
        await sql`insert into ${sql.table(table.name)} (${names}) values (${sql.join(Object.values(row))})`.execute(
          engine.on.db,
        );
      }
    }
  });
}

function rowOf(table: TableShape, row: number, made: ReadonlyMap<string, Record<string, unknown>[]>) {
  const own = columns.filter(({ tableName }) => tableName === table.name);
  expect(own.map(({ name }) => name).sort()).toEqual(Object.keys(table.columns).sort());
  return Object.fromEntries(own.map((column) => [column.name, madeFor(column, row, made)]));
}

const texts = ['', 'Åsa Öberg', 'a"b\\c\n\t\u2028', '🗼 null', '{"a":1}', "O'Brien; drop table account"];

function madeFor(
  { tableName, name, type, keyPosition }: ColumnRow,
  row: number,
  made: ReadonlyMap<string, Record<string, unknown>[]>,
) {
  const reference = references.find((one) => one.tableName === tableName && one.column === name);
  if (reference !== undefined && reference.parent !== tableName)
    return made.get(reference.parent)?.[row]?.[keyOf(reference.parent)];
  if (type === 'uuid') return reference === undefined ? newId() : null;
  if (type === 'bytea') return randomBytes(randomInt(1, 40));
  if (type === 'bigint') return keyPosition > 0 ? row + 7 : randomInt(2, 2 ** 47);
  return keyPosition > 0 ? `key ${row}` : `${texts[row % texts.length]}`;
}

/** Parents are referred to by the one column of their key. */
function keyOf(table: string): string {
  return columns.find(({ tableName, keyPosition }) => tableName === table && keyPosition === 1)?.name ?? '';
}

async function exportTo(location: StorageLocation, name: string): Promise<string> {
  const path = join(dirname(files.location.file), `${name}.jsonl`);
  const storage = await openStorage(location, birth);
  let text = '';
  for await (const chunk of storage.write(noon)) text += chunk;
  await storage.close();
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

/** Every row of every table, as text in an order of its own. */
async function everything(location: StorageLocation): Promise<Record<string, string[]>> {
  return onEngine(location, async (engine) => {
    const all: Record<string, string[]> = {};
    for (const { name, columns } of await tableShapes(engine.on, engine.catalog)) {
      if (notMoved.includes(name) || name === 'authority') continue;
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(engine.on.db);
      all[name] = rows
        .map((row) =>
          JSON.stringify(
            Object.keys(columns)
              .sort()
              .map((column) => row[column]),
          ),
        )
        .sort();
    }
    return all;
  });
}

const mkdir = () => openStorage(files.location, birth).then((storage) => storage.close());
beforeAll(mkdir);

describe.each([
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
  ['sqlite', 'sqlite'],
  ['postgres', 'postgres'],
] as const)('a store that goes from %s to %s', (from, to) => {
  test('is the same there, every row of every table', { timeout: 60_000 }, async () => {
    const source = await place(from);
    await fillEverything(source);
    const target = await place(to);
    const told: number[] = [];
    const total = await importStore(target, await exportTo(source, `${from}-${to}`), {
      ...options,
      onProgress: (done) => told.push(done),
    });
    const before = await everything(source);
    expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true);
    expect(await everything(target)).toEqual(before);
    expect(told.at(-1)).toBe(total);
    expect(statSync(dirname(files.location.file)).mode & 0o777).toBe(0o700);
  });
});

describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  async function exported(): Promise<{ path: string; account: string }> {
    const source = await place(kind);
    const storage = await openStorage(source, birth);
    const account = await addAccount(storage);
    await addSession(storage, account.id);
    await storage.close();
    return { path: await exportTo(source, `faulty-${kind}-${newId()}`), account: account.id };
  }

  test('a file that was cut off or changed is refused before anything is written', { timeout: 60_000 }, async () => {
    const { path } = await exported();
    const whole = readFileSync(path, 'utf8');
    const lines = whole.trimEnd().split('\n');
    const faulty = [
      whole.slice(0, -1),
      whole.slice(0, whole.length / 2),
      `${lines.slice(0, -1).join('\n')}\n`,
      `${lines.toSpliced(3, 1).join('\n')}\n`,
      whole.replace('Ada', 'Eve'),
      `${whole}[]\n`,
      '',
      '{"rollcall":"something"}\n',
    ];
    const target = await place(kind);
    for (const text of faulty) {
      writeFileSync(path, text);
      await expect(importStore(target, path, options), text.slice(0, 40)).rejects.toThrow(StoreFileError);
    }
    const storage = await openStorage(target, birth);
    expect(await storage.accounts.count()).toBe(0);
    await storage.close();
  });

  test('a file of other tables or of another version is refused', async () => {
    const { path } = await exported();
    const [first = '', ...others] = readFileSync(path, 'utf8').trimEnd().split('\n').slice(0, -1);
    const target = await place(kind);
    const asIf = (change: (header: { migrations: string[]; tables: { name: string }[] }) => void) => {
      const header = JSON.parse(first);
      change(header);
      const body = `${[JSON.stringify(header), ...others].join('\n')}\n`;
      const sha256 = createHash('sha256').update(body).digest('hex');
      writeFileSync(path, `${body}${JSON.stringify({ rows: others.length, sha256 })}\n`);
      return importStore(target, path, options);
    };
    await expect(asIf(({ migrations }) => migrations.push('9999-later'))).rejects.toThrow(/of another version/);
    await expect(
      asIf(({ tables }) => Object.assign(tables[0] ?? {}, { name: 'x"; drop table account' })),
    ).rejects.toThrow(/tables of the file are not those/);
  });

  test('a store with accounts is written over only where that is asked for, all or nothing', {
    timeout: 60_000,
  }, async () => {
    const { path, account } = await exported();
    const target = await place(kind);
    const before = await openStorage(target, birth);
    const other = await addAccount(before);
    await before.close();
    await expect(importStore(target, path, options)).rejects.toThrow(StoreNotFree);
    const failing = { ...options, replace: true, settle: () => Promise.reject(new RangeError('late')) };
    await expect(importStore(target, path, failing)).rejects.toThrow(RangeError);
    expect(await onlyAccount(target)).toBe(other.id);
    await importStore(target, path, { ...options, replace: true });
    expect(await onlyAccount(target)).toBe(account);
  });

  async function onlyAccount(location: StorageLocation): Promise<string | undefined> {
    const storage = await openStorage(location, birth);
    const { rows } = await storage.accounts.page({ after: null, limit: 5 });
    await storage.close();
    expect(rows).toHaveLength(1);
    return rows[0]?.id;
  }

  test('what is written while a store is exported is in it as a whole or not at all', async () => {
    const location = await place(kind);
    const storage = await openStorage(location, birth);
    await addAccount(storage);
    const chunks = storage.write(noon);
    let text = (await chunks.next()).value ?? '';
    await addAccount(storage);
    for await (const chunk of chunks) text += chunk;
    const [header = '', ...lines] = text.trimEnd().split('\n');
    const counted = (JSON.parse(header) as { tables: { rows: number }[] }).tables.reduce(
      (sum, { rows }) => sum + rows,
      0,
    );
    expect(lines).toHaveLength(counted + 1);
    expect(text.match(/"Ada"/g)).toHaveLength(1);
    await storage.close();
  });
});

test('on postgres a database that servers run on is not written over', { timeout: 30_000 }, async () => {
  const target = await place('postgres');
  const storage = await openStorage(target, birth);
  const path = await exportTo(target, 'served');
  await storage.verifiers.register({ id: 'one', incarnation: 'first', name: 'host:1' });
  const renewing = setInterval(() => void storage.verifiers.sync('one', 'first', 0), 300);
  await expect(importStore(target, path, options)).rejects.toThrow('Servers run on this database: host:1');
  clearInterval(renewing);
  await importStore(target, path, options);
  await storage.close();
});
