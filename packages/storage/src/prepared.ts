import type { Compilable, CompiledQuery, RawBuilder } from 'kysely';
import type { Connection } from './connection.ts';
import type { Dialect } from './dialect.ts';

class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Stands for a value while the query is built. */
export type SlotOf<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name];

const names = new Map<string, string>();

/** The name of a prepared query: under it PostgreSQL keeps the plan, for each connection. */
export function nameOf(text: string): string | undefined {
  return names.get(text);
}

/**
 * A query that is built and compiled once per engine and then only filled in, for the paths where building it again
 * would cost more than running it.
 */
export function prepare<Values extends object, Row>(
  build: (on: Connection, slot: SlotOf<Values>) => Compilable<Row>,
): (on: Connection, values: Values) => Promise<Row[]> {
  const compiled = new WeakMap<Dialect, CompiledQuery<Row>>();
  const compile = (on: Connection) => {
    const query = build(on, (name) => new Slot(name) as never).compile();
    compiled.set(on.dialect, query);
    if (!names.has(query.sql)) names.set(query.sql, `prepared_${names.size}`);
    return query;
  };
  return async (on, values) => {
    const { sql, query, queryId, parameters } = compiled.get(on.dialect) ?? compile(on);
    const filled = parameters.map((value) => (value instanceof Slot ? values[value.name as keyof Values] : value));
    if (on.atOnce !== undefined && on.db.isTransaction) return on.atOnce(sql, filled) as Row[] | Promise<Row[]>;
    const result = await on.db.executeQuery<Row>({ sql, query, queryId, parameters: filled });
    return result.rows;
  };
}

/** SQL of our own, to be prepared. */
export function compilable<Row>(on: Connection, query: RawBuilder<Row>): Compilable<Row> {
  return { compile: () => query.compile(on.db) };
}
