import type { Kysely } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './schema.ts';

/** Where a query goes: to the store, or into the transaction that is under way. */
export interface Connection {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /**
   * Runs a statement past Kysely, where one waits for the other and its way costs several times a small statement: where the
   * store is in this process, at once; where statements travel, those of one turn travel together, in the order of asking. Only
   * in a transaction, which has its connection for itself.
   */
  readonly atOnce?: (sql: string, parameters: readonly unknown[]) => unknown[] | Promise<unknown[]>;
  /** Only where there are several: takes one for a transaction, until that is over. */
  readonly reserve?: <Result>(work: (on: Connection) => Promise<Result>) => Promise<Result>;
  /** Only where several share the transaction under way: asks together with the others who ask the same. */
  readonly ask?: <Values, Row>(statement: Statement<Values, Row>, values: Values) => Promise<Row[]>;
}

/**
 * The order of locks in a transaction that several share: what is kept as it is (services) first, then accounts, then
 * credentials that change, the epoch last. What takes no lock that anybody waits for never waits itself.
 */
export const ranks = ['free', 'keep', 'lock', 'change', 'epoch'] as const;

/** What one asks, so that it can be asked for many at once. */
export interface Statement<Values, Row> {
  readonly rank: (typeof ranks)[number];
  readonly writes: boolean;
  /** What is the asker's alone until it is done, among those who share its transaction: there no row lock keeps them apart. */
  readonly claim?: (values: Values) => string;
  one(on: Connection, values: Values): Promise<Row[]>;
  /** In one statement, answered in the order of asking: asked where statements travel. */
  many(on: Connection, all: readonly Values[]): Promise<readonly Row[][]>;
}

/** Asks it alone, or together with others. */
export function ask<Values, Row>(
  statement: Statement<Values, Row>,
): (on: Connection, values: Values) => Promise<Row[]> {
  return (on, values) => (on.ask === undefined ? statement.one(on, values) : on.ask(statement, values));
}

/** All or nothing: in the transaction under way, or in one of its own. */
export function atomically<Result>(on: Connection, work: (on: Connection) => Promise<Result>): Promise<Result> {
  if (on.db.isTransaction) return work(on);
  return on.reserve === undefined ? transact(on, work) : on.reserve((reserved) => transact(reserved, work));
}

function transact<Result>(on: Connection, work: (on: Connection) => Promise<Result>): Promise<Result> {
  return on.db
    .transaction()
    .setIsolationLevel('read committed')
    .execute((db) => work({ ...on, db }));
}
