import { sql } from 'kysely';
import { atomically, type Connection } from '../connection.ts';
import type { Engine } from '../engine.ts';
import { tableShapes } from '../transfer/shapes.ts';

/**
 * Everything that the key ring has sealed, wherever it stands: in a column of bytes whose name says `sealed`, bound to the id of
 * its row.
 */
export interface SealedStore {
  /** The first bytes of all of it, each once: they name the key. */
  heads(length: number): Promise<Buffer[]>;
  /** Offers each of it, locked; what is returned takes its place, `null` leaves it. Returns how many were changed. */
  reseal(again: (sealed: Buffer, rowId: string) => Uint8Array | null): Promise<number>;
}

interface Place {
  readonly table: string;
  readonly column: string;
}

const resealedAtOnce = 100;

export function sealedStore(engine: Engine): SealedStore {
  return {
    async heads(length) {
      const found = await Promise.all((await placesOf(engine)).map((place) => headsAt(engine.on, place, length)));
      return [...new Map(found.flat().map((head) => [head.toString('hex'), head])).values()];
    },
    async reseal(again) {
      let changed = 0;
      for (const place of await placesOf(engine)) changed += await resealAt(engine.on, place, again);
      return changed;
    },
  };
}

/** As the database itself tells, so that no place can be forgotten. */
async function placesOf(engine: Engine): Promise<Place[]> {
  const tables = await tableShapes(engine.on, engine.catalog);
  return tables.flatMap(({ name, columns }) =>
    Object.entries(columns)
      .filter(([column, sort]) => sort === 'bytes' && column.split('_').includes('sealed'))
      .map(([column]) => ({ table: name, column })),
  );
}

async function headsAt({ db }: Connection, { table, column }: Place, length: number): Promise<Buffer[]> {
  const { rows } = await sql<{ head: Buffer }>`
    select distinct substr(${sql.ref(column)}, 1, ${sql.lit(length)}) as head
    from ${sql.table(table)} where ${sql.ref(column)} is not null`.execute(db);
  return rows.map(({ head }) => head);
}

async function resealAt(on: Connection, place: Place, again: Parameters<SealedStore['reseal']>[0]): Promise<number> {
  let changed = 0;
  let after: string | null = '00000000-0000-0000-0000-000000000000';
  while (after !== null) {
    const batch: { changed: number; last: string | null } = await resealBatch(on, place, again, after);
    changed += batch.changed;
    after = batch.last;
  }
  return changed;
}

async function resealBatch(
  on: Connection,
  { table, column }: Place,
  again: Parameters<SealedStore['reseal']>[0],
  after: string,
): Promise<{ changed: number; last: string | null }> {
  return atomically(on, async ({ db, dialect }) => {
    const { rows } = await sql<{ id: string; sealed: Buffer }>`
      select id, ${sql.ref(column)} as sealed from ${sql.table(table)}
      where id > ${after} and ${sql.ref(column)} is not null
      order by id limit ${sql.lit(resealedAtOnce)} ${dialect.lockRows(table)}`.execute(db);
    let changed = 0;
    for (const { id, sealed } of rows) {
      const anew = again(sealed, id);
      if (anew === null) continue;
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${anew} where id = ${id}`.execute(db);
      changed += 1;
    }
    return { changed, last: rows.length < resealedAtOnce ? null : (rows.at(-1)?.id ?? null) };
  });
}
