import { type RawBuilder, sql } from 'kysely';

/** Types of columns, by what stands in them. */
export type ColumnSort = 'id' | 'text' | 'whole' | 'bytes';

/** What a table refuses: that rows are removed, in whatever way; or a change for which the condition over `old` and `new` holds. */
export type Guard = {
  readonly name: string;
  readonly table: string;
} & ({ readonly on: 'delete' } | { readonly on: 'update'; readonly when: string });

const refused = 'The log only grows.';

/** What differs between the engines. Everything else is written once. */
export interface Dialect {
  readonly columnTypes: Record<ColumnSort, RawBuilder<unknown>>;
  /** At the end of `create table`. */
  readonly tableEnd: RawBuilder<unknown>;
  /** The same for tables that are small or only ever read by their key. */
  readonly keyedTableEnd: RawBuilder<unknown>;
  /**
   * At the end of a select: the rows stay locked until the transaction ends. NO KEY, because a birth's foreign keys share
   * the key of the account and the organization: against FOR UPDATE that would be a deadlock with whoever ends them all.
   */
  lockRows(table: string): RawBuilder<unknown>;
  /** The same, together with whoever else only asks that the rows stay as they are. */
  keepRows(table: string): RawBuilder<unknown>;
  /** The same, but rows that somebody else has locked are left out. */
  lockFreeRows(table: string): RawBuilder<unknown>;
  /** Whether each statement travels, so that one for many is worth its while. */
  readonly isRemote: boolean;
  /** A table out of an array of rows, for bulk statements: one parameter however many rows. */
  tableOf<Row>(columns: Record<keyof Row & string, ColumnSort>, rows: unknown): RawBuilder<Row>;
  /** Whether a text has the other in it, character by character. */
  isIn(text: RawBuilder<unknown>, part: string): RawBuilder<unknown>;
  /** Run in a transaction: whether references hold is looked at when it commits, where the engine can. */
  readonly deferReferences: RawBuilder<unknown>;
  /** Keeps part of each page free where a changed row is a new one: beside the old one it costs a third less. */
  leaveRoom(table: string): readonly RawBuilder<unknown>[];
  /** Whether other processes may have the store open, too. */
  readonly isShared: boolean;
  /** Statements that put a guard up, and the one that takes it down. */
  raise(guard: Guard): readonly RawBuilder<unknown>[];
  drop(guard: Guard): RawBuilder<unknown>;
  /** The nth parameter as it stands in a statement. */
  parameter(position: number): string;
}

const names = (columns: object) => Object.keys(columns);

export const sqlite: Dialect = {
  columnTypes: { id: sql`text`, text: sql`text`, whole: sql`integer`, bytes: sql`blob` },
  tableEnd: sql`strict`,
  keyedTableEnd: sql`strict, without rowid`,
  // Only this process opens the store, and it has one connection: a transaction is alone.
  lockRows: () => sql``,
  keepRows: () => sql``,
  lockFreeRows: () => sql``,
  isRemote: false,
  tableOf(columns, rows) {
    const fields = names(columns).map((name) => sql`value ->> ${sql.lit(`$.${name}`)} as ${sql.ref(name)}`);
    return sql`(select ${sql.join(fields)} from json_each(${rows}))`;
  },
  isIn: (text, part) => sql`instr(${text}, ${part}) > 0`,
  deferReferences: sql`pragma defer_foreign_keys = on`,
  leaveRoom: () => [],
  isShared: false,
  // That a replaced row counts as removed is a setting of the connection (`recursive_triggers`).
  raise: ({ name, table, ...guard }) => [
    sql`create trigger ${sql.ref(name)} before ${sql.raw(guard.on)} on ${sql.table(table)}
      ${guard.on === 'delete' ? sql`` : sql`when ${sql.raw(guard.when)}`} begin select raise(abort, ${sql.lit(refused)}); end`,
  ],
  drop: ({ name }) => sql`drop trigger ${sql.ref(name)}`,
  // With the plus, which changes nothing about the value: better-sqlite3 is compiled with STAT4, and there SQLite plans a
  // join anew at each run whose terms compare with a bare parameter, which costs several times the query itself.
  parameter: () => '+?',
};

export const postgres: Dialect = {
  columnTypes: { id: sql`uuid`, text: sql`text`, whole: sql`bigint`, bytes: sql`bytea` },
  tableEnd: sql``,
  keyedTableEnd: sql``,
  lockRows: (table) => sql`for no key update of ${sql.ref(table)}`,
  keepRows: (table) => sql`for share of ${sql.ref(table)}`,
  lockFreeRows: (table) => sql`for no key update of ${sql.ref(table)} skip locked`,
  isRemote: true,
  tableOf(columns: Record<string, ColumnSort>, rows) {
    const fields = names(columns).map((name) => sql`${sql.ref(name)} ${this.columnTypes[columns[name] ?? 'text']}`);
    return sql`(select * from json_to_recordset(${rows}::json) as given(${sql.join(fields)}))`;
  },
  isIn: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  deferReferences: sql`select`,
  leaveRoom: (table) => [sql`alter table ${sql.table(table)} set (fillfactor = 90)`],
  isShared: true,
  raise: ({ name, table, ...guard }) => [
    sql`create or replace function refuse_change() returns trigger language plpgsql
      as ${sql.lit(`begin raise exception '${refused}'; end`)}`,
    sql`create trigger ${sql.ref(name)} before ${sql.raw(guard.on === 'delete' ? 'delete or truncate' : guard.on)}
      on ${sql.table(table)} ${guard.on === 'delete' ? sql`` : sql`for each row when (${sql.raw(guard.when)})`}
      execute function refuse_change()`,
  ],
  drop: ({ name, table }) => sql`drop trigger ${sql.ref(name)} on ${sql.table(table)}`,
  parameter: (position) => `$${position}`,
};
