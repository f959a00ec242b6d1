import {
  type Compilable,
  type Expression,
  type RawBuilder,
  type Selectable,
  sql,
  type UpdateQueryBuilder,
  type UpdateResult,
} from 'kysely';
import { ask, type Connection, type Statement } from './connection.ts';
import type { ColumnSort } from './dialect.ts';
import type { Id } from './id.ts';
import { compilable, prepare, type SlotOf } from './prepared.ts';
import type { Tables } from './schema.ts';
import { columnAsParameter, elementOf, rowsAsParameter } from './storable.ts';

/**
 * Prepared statements for one and for many. Across a network many are one statement over a table of their values; in the
 * same process, one after the other costs less. The values travel as an array for each column: as JSON, the names of all
 * columns would be written and read again for each row.
 */

/** What stands in each value, so that the values of many make a table. */
export type Sorts<Values> = Readonly<Record<keyof Values & string, ColumnSort>>;

type Asking<Values, Row> = (on: Connection, values: Values) => Promise<Row[]>;

/** Which row each of the many gets: the place of its asker among them, from one. */
interface Placed {
  readonly nth: number;
}

export function selectForMany<Values extends object, Row extends object>(
  sorts: Sorts<Values>,
  build: (on: Connection, slot: SlotOf<Values>) => Compilable<Row> & Expression<Row>,
  traits: Partial<Pick<Statement<Values, Row>, 'rank' | 'claim'>> = {},
): Asking<Values, Row> {
  const many = prepare<Columns<Values>, Row & Placed>((on, slot) =>
    compilable(
      on,
      sql`select given.nth, found.* from ${given(on, sorts, slot)} cross join lateral ${build(on, columnOfGiven)} as found`,
    ),
  );
  return ask({
    rank: 'free',
    writes: false,
    ...traits,
    one: prepare(build),
    many: async (on, all) => {
      const { distinct, places } = eachOnce(sorts, all);
      const found: Row[][] = distinct.map(() => []);
      for (const row of await many(on, columnsOf(sorts, distinct))) found[row.nth - 1]?.push(row);
      return places.map((place) => found[place] ?? []);
    },
  });
}

/** What many ask alike (the policy of their organization) is asked once. */
function eachOnce<Values extends object>(sorts: Sorts<Values>, all: readonly Values[]) {
  const names = Object.keys(sorts) as (keyof Values & string)[];
  const distinct: Values[] = [];
  const places = new Map<string, number>();
  return {
    places: all.map((values) => {
      const key = names.map((name) => elementOf(values[name])).join();
      const place = places.get(key) ?? distinct.push(values) - 1;
      places.set(key, place);
      return place;
    }),
    distinct,
  };
}

/**
 * For askers who each name several ids: `build` is handed a table of them, and `idOf` tells to which of them a row belongs. In any
 * engine it is one statement however many ids.
 */
export function selectByIds<Row>(
  build: (on: Connection, ids: RawBuilder<{ id: Id }>) => Compilable<Row>,
  idOf: (row: Row) => string,
): Asking<readonly Id[], Row> {
  const select = prepare<{ ids: string }, Row>((on, slot) =>
    build(on, on.dialect.tableOf<{ id: Id }>({ id: 'id' }, slot('ids'))),
  );
  const selectAll = (on: Connection, ids: readonly Id[]) =>
    select(on, { ids: rowsAsParameter([...new Set(ids)].map((id) => ({ id }))) });
  return ask({
    rank: 'free',
    writes: false,
    one: selectAll,
    many: async (on, all) => {
      const found = Map.groupBy(await selectAll(on, all.flat()), idOf);
      return all.map((ids) => ids.toSorted().flatMap((id) => found.get(id) ?? []));
    },
  });
}

export function insertForMany<Table extends keyof Tables, Values extends object>(
  table: Table,
  sorts: Sorts<Values>,
): Asking<Values, unknown> {
  const names = Object.keys(sorts) as (keyof Values & string)[];
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const one = prepare<Values, unknown>((on, slot) =>
    compilable(on, sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(names.map(slot))})`),
  );
  const many = prepare<Columns<Values>, unknown>((on, slot) =>
    compilable(on, sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${given(on, sorts, slot)}`),
  );
  return ask({ rank: 'free', writes: true, one, many: writeMany(sorts, many) });
}

/** Of one asker, who has them all: one statement in any engine. Columns of bytes need `insertForMany`. */
export function insertAll<Table extends keyof Tables, Values extends object>(
  table: Table,
  sorts: Sorts<Values>,
): (on: Connection, all: readonly Values[]) => Promise<void> {
  const columns = sql.join(Object.keys(sorts).map((name) => sql.ref(name)));
  const insert = prepare<{ rows: string }, unknown>((on, slot) => {
    const given = on.dialect.tableOf<Values>(sorts, slot('rows'));
    return compilable(on, sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${given} as given`);
  });
  return async (on, all) => {
    await insert(on, { rows: rowsAsParameter(all) });
  };
}

export function updateForMany<Table extends keyof Tables, Values extends object>(
  sorts: Sorts<Values>,
  build: (on: Connection, slot: SlotOf<Values>) => UpdateQueryBuilder<Tables, Table, Table, UpdateResult>,
): Asking<Values, unknown> {
  const many = prepare<Columns<Values>, unknown>((on, slot) =>
    build(on, columnOfGiven).from(sql`(select * from ${given(on, sorts, slot)})`.as('given')),
  );
  return ask({ rank: 'free', writes: true, one: prepare(build), many: writeMany(sorts, many) });
}

/** Answers each with what it deleted. */
export function deleteForMany<Table extends keyof Tables, Values extends object>(
  table: Table,
  sorts: Sorts<Values>,
): Asking<Values, Selectable<Tables[Table]>> {
  type Row = Selectable<Tables[Table]>;
  const names = Object.keys(sorts) as (keyof Values & string)[];
  const matching = (of: SlotOf<Values>) =>
    sql.join(
      names.map((name) => sql`${sql.ref(`${table}.${name}`)} = ${of(name)}`),
      sql` and `,
    );
  const one = prepare<Values, Row>((on, slot) =>
    compilable(on, sql`delete from ${sql.table(table)} where ${matching(slot)} returning *`),
  );
  const many = prepare<Columns<Values>, Row & Placed>((on, slot) =>
    compilable(
      on,
      sql`delete from ${sql.table(table)} using ${given(on, sorts, slot)} where ${matching(columnOfGiven)}
        returning given.nth, ${sql.table(table)}.*`,
    ),
  );
  return ask({
    rank: 'free',
    writes: true,
    one,
    many: async (on, all) => {
      const deleted: Row[][] = all.map(() => []);
      for (const row of await many(on, columnsOf(sorts, all))) deleted[row.nth - 1]?.push(row);
      return deleted;
    },
  });
}

function columnOfGiven<Values, Name extends keyof Values & string>(name: Name): Values[Name] {
  return sql.ref(`given.${name}`) as Values[Name];
}

/** The values of one column, each of them as text. */
export type Columns<Values> = { readonly [Name in keyof Values & string]: string };

/** A table out of them, under the name `given`; `nth` is the place of each, from one. */
export function given<Values>({ dialect }: Connection, sorts: Sorts<Values>, slot: SlotOf<Columns<Values>>) {
  const names = Object.keys(sorts) as (keyof Values & string)[];
  const arrays = names.map((name) => sql`${slot(name)}::${dialect.columnTypes[sorts[name]]}[]`);
  const columns = sql.join([...names, 'nth'].map((name) => sql.ref(name)));
  return sql`unnest(${sql.join(arrays)}) with ordinality as given (${columns})`;
}

export function columnsOf<Values extends object>(sorts: Sorts<Values>, all: readonly Values[]): Columns<Values> {
  const names = Object.keys(sorts) as (keyof Values & string)[];
  return Object.fromEntries(names.map((name) => [name, columnAsParameter(all, name)])) as Columns<Values>;
}

function writeMany<Values extends object>(
  sorts: Sorts<Values>,
  many: (on: Connection, columns: Columns<Values>) => Promise<unknown[]>,
) {
  return async (on: Connection, all: readonly Values[]): Promise<never[][]> => {
    await many(on, columnsOf(sorts, all));
    return [];
  };
}
