import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  read,
  StoreFileError,
  type StoreFileHeader,
  type StoreFileTable,
  type StoreFileTrailer,
  storeFileFormat,
} from './store-file.ts';

export interface StoreFileRow {
  readonly table: StoreFileTable;
  /** In the order of the table's columns. */
  readonly values: readonly unknown[];
}

const newline = 0x0a;
const damaged = 'The file was cut off or changed: what it holds is not what was written.';

/** Reads the first line alone. */
export async function readHeader(path: string): Promise<StoreFileHeader> {
  for await (const line of linesOf(path)) return headerIn(line);
  throw new StoreFileError('The file is empty.');
}

/** Every row in the order of the file. Throws a `StoreFileError` at the end where the file is not whole. */
export async function* readRows(path: string): AsyncGenerator<StoreFileRow> {
  const hash = createHash('sha256');
  const lines = linesOf(path);
  const take = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new StoreFileError(damaged);
    return value;
  };
  try {
    const first = await take();
    const { tables } = headerIn(first);
    hash.update(first).update('\n');
    for (const table of tables) {
      for (let row = 0; row < table.rows; row++) {
        const line = await take();
        hash.update(line).update('\n');
        yield { table, values: valuesIn(line, table) };
      }
    }
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const trailer = parse(await take()) as Partial<StoreFileTrailer> | null;
    if (trailer?.sha256 !== hash.digest('hex') || trailer.rows !== rows) throw new StoreFileError(damaged);
    if ((await lines.next()).done !== true) throw new StoreFileError(damaged);
  } finally {
    await lines.return(undefined);
  }
}

/** Lines without their ends; what comes after the last end is no line. */
async function* linesOf(path: string): AsyncGenerator<Buffer, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = text.indexOf(newline, from); end !== -1; end = text.indexOf(newline, from)) {
      yield text.subarray(from, end);
      from = end + 1;
    }
    rest = text.subarray(from);
  }
  if (rest.length > 0) throw new StoreFileError(damaged);
}

function headerIn(line: Buffer): StoreFileHeader {
  const header = parse(line) as Partial<StoreFileHeader> | null;
  if (header?.rollcall !== 'store') throw new StoreFileError('This is no file that rollcall export has written.');
  if (header.format !== storeFileFormat) {
    throw new StoreFileError(`The file is of format ${header.format}; this version reads format ${storeFileFormat}.`);
  }
  return header as StoreFileHeader;
}

function valuesIn(line: Buffer, { columns }: StoreFileTable): unknown[] {
  const values = parse(line);
  const sorts = Object.values(columns);
  if (!Array.isArray(values) || values.length !== sorts.length) throw new StoreFileError(damaged);
  return values.map((value, index) => read(value, sorts[index] ?? 'text'));
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    throw new StoreFileError(damaged);
  }
}
