import type { VerifierStore } from '@rollcall/core';
import type { RawBuilder } from 'kysely';
import type { Connection } from './connection.ts';
import type { StoreFacts } from './facts.ts';
import type { Sharing } from './together/together.ts';

/** One of the two engines, opened. Beside the dialect, all that differs between them is behind this. */
export interface Engine {
  readonly on: Connection;
  readonly sharing: Sharing;
  /** Call after the tables are up to date. */
  verifiers(): VerifierStore | Promise<VerifierStore>;
  readonly catalog: Catalog;
  /** The store as it is at one moment, to be read at leisure while it is in use. Must be closed. */
  snapshot(): Promise<Snapshot>;
  facts(): Promise<Omit<StoreFacts, 'migrations'>>;
  /** A copy as a file of its own; `null` where the engine has tools for that. Must be removed. */
  copy: (() => Promise<FileCopy>) | null;
  close(): Promise<void>;
}

/** What the database says of its own tables. */
export interface Catalog {
  readonly columns: RawBuilder<ColumnRow>;
  readonly references: RawBuilder<ReferenceRow>;
}

export interface ColumnRow {
  readonly tableName: string;
  readonly name: string;
  readonly type: string;
  /** From 1; 0 where it is not of the primary key. */
  readonly keyPosition: number;
}

export interface ReferenceRow {
  readonly tableName: string;
  readonly column: string;
  readonly parent: string;
}

export interface Snapshot {
  count(table: TableShape): Promise<number>;
  /** In the order of the key; values in the order of the columns. */
  rows(table: TableShape): AsyncIterable<readonly unknown[]>;
  close(): Promise<void>;
}

export interface FileCopy {
  readonly path: string;
  remove(): Promise<void>;
}

/** What stands in a column, whatever the engine calls it. */
export type ValueSort = 'text' | 'whole' | 'bytes';

export interface TableShape {
  readonly name: string;
  readonly columns: Readonly<Record<string, ValueSort>>;
  /** Names of the primary key's columns. */
  readonly key: readonly string[];
}
