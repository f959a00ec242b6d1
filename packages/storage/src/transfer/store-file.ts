import type { ValueSort } from '../engine.ts';

/** The layout below; a file of another number is refused. docs/operate/export.md describes it. */
export const storeFileFormat = 1;

/** The first line of an exported store. */
export interface StoreFileHeader {
  readonly rollcall: 'store';
  readonly format: number;
  readonly engine: string;
  readonly madeAt: number;
  /** What had been run on the store: it goes only into one of the same. */
  readonly migrations: readonly string[];
  readonly tables: readonly StoreFileTable[];
}

export interface StoreFileTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, ValueSort>>;
  readonly rows: number;
}

/** The last line. The checksum is of every byte before it. */
export interface StoreFileTrailer {
  readonly rows: number;
  readonly sha256: string;
}

/** The file is not whole, not ours, or of another version; the message says which. */
export class StoreFileError extends Error {
  override readonly name = 'StoreFileError';
}

/** Registrations of running processes: they mean nothing in another place. */
export const notMoved: readonly string[] = ['verifier'];

export function written(value: unknown, sort: ValueSort): unknown {
  return sort === 'bytes' && Buffer.isBuffer(value) ? value.toString('base64') : value;
}

const isOf: Readonly<Record<ValueSort, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  whole: (value) => Number.isSafeInteger(value),
  bytes: (value) => typeof value === 'string' && Buffer.from(value, 'base64').toString('base64') === value,
};

/** A value as the store takes it. Throws where it is not of its column's sort. */
export function read(value: unknown, sort: ValueSort): unknown {
  if (value === null) return null;
  if (!isOf[sort](value)) throw new StoreFileError('The file holds a value that does not belong into its column.');
  return sort === 'bytes' ? Buffer.from(value as string, 'base64') : value;
}
