import { type Compilable, type Expression, sql, type UpdateQueryBuilder, type UpdateResult } from 'kysely';
import { ask, type Connection, type Statement } from './connection.ts';
import type { ColumnSort } from './dialect.ts';
import { compilable, prepare, type SlotOf } from './prepared.ts';
import type { Tables } from './schema.ts';
import { rowsAsParameter } from './storable.ts';

/**
 * Prepared statements for one and for many. Across a network many are one statement over a table of their values; in the
 * same process, one after the other costs less.
 */

/** What stands in each value, so that the values of many make a table. */
type Sorts<Values> = Readonly<Record<keyof Values & string, ColumnSort>>;

type Asking<Values, Row> = (on: Connection, values: Values) => Promise<Row[]>;

/** Which row each of the many gets: the place of its asker. */
interface Placed {
  readonly nth: number;
}

export function selectForMany<Values extends object, Row extends object>(
  sorts: Sorts<Values>,
  build: (on: Connection, slot: SlotOf<Values>) => Compilable<Row> & Expression<Row>,
  traits: Partial<Pick<Statement<Values, Row>, 'rank' | 'claim'>> = {},
): Asking<Values, Row> {
  const many = prepare<{ rows: string }, Row & Placed>((on, slot) => {
    const given = on.dialect.tableOf<Values & Placed>(
      { ...sorts, nth: 'whole' } as Sorts<Values & Placed>,
      slot('rows'),
    );
    return compilable(
      on,
      sql`select given.nth, found.* from ${given} as given cross join lateral ${build(on, columnOfGiven)} as found`,
    );
  });
  return ask({
    rank: 'free',
    writes: false,
    ...traits,
    one: prepare(build),
    many: async (on, all) => {
      const rows = await many(on, { rows: rowsAsParameter(all.map((values, nth) => ({ ...values, nth }))) });
      const found = Map.groupBy(rows, ({ nth }) => nth);
      return all.map((_values, nth) => found.get(nth) ?? []);
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
  const many = prepare<{ rows: string }, unknown>((on, slot) => {
    const given = on.dialect.tableOf<Values>(sorts, slot('rows'));
    return compilable(on, sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${given} as given`);
  });
  return ask({ rank: 'free', writes: true, one, many: writeMany(many) });
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
  const many = prepare<{ rows: string }, unknown>((on, slot) => {
    const given = on.dialect.tableOf<Values>(sorts, slot('rows'));
    return build(on, columnOfGiven).from(given.as('given'));
  });
  return ask({ rank: 'free', writes: true, one: prepare(build), many: writeMany(many) });
}

function columnOfGiven<Values, Name extends keyof Values & string>(name: Name): Values[Name] {
  return sql.ref(`given.${name}`) as Values[Name];
}

function writeMany<Values extends object>(many: (on: Connection, values: { rows: string }) => Promise<unknown[]>) {
  return async (on: Connection, all: readonly Values[]): Promise<never[][]> => {
    await many(on, { rows: rowsAsParameter(all) });
    return [];
  };
}
