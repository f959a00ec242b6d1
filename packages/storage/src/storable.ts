/** Stands for what neither engine can hold alike: NUL (PostgreSQL refuses it) and lone surrogates (no UTF-8). */
const replacement = '\uFFFD';

/**
 * A parameter as both engines hold it. Every parameter of every query passes here, so that no text, wherever it comes
 * from, makes a query fail, and looking up finds what was written. NUL is replaced and not dropped: a text with a NUL in
 * it must not match the one without.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') {
    const holdsAsItIs = value.isWellFormed() && !value.includes('\0');
    return holdsAsItIs ? value : value.toWellFormed().replaceAll('\0', replacement);
  }
  if (value instanceof Uint8Array && !Buffer.isBuffer(value)) return Buffer.from(value);
  return value;
}

/** Rows as the one parameter of a bulk statement; see `Dialect.tableOf`. What is null is left out. */
export function rowsAsParameter(rows: readonly object[]): string {
  return `[${rows.map(rowAsJson).join(',')}]`;
}

function rowAsJson(row: object): string {
  let text = '';
  for (const [name, value] of Object.entries(row)) {
    if ((value ?? null) === null) continue;
    text += `${text === '' ? '{' : ','}"${name}":${valueAsJson(value)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function valueAsJson(value: unknown): string {
  if (typeof value === 'number') return String(value);
  // Bytes as PostgreSQL reads them.
  if (value instanceof Uint8Array) return `"\\\\x${hexOf(value)}"`;
  return JSON.stringify(storable(value));
}

/** What stands in one column of rows, as the text of a PostgreSQL array. */
export function columnAsParameter<Row extends object>(rows: readonly Row[], name: keyof Row): string {
  let text = '';
  let last: unknown;
  let element = 'NULL';
  for (const row of rows) {
    const value = row[name];
    // In many columns all are alike.
    if (value !== last) element = elementOf(value);
    last = value;
    text += (text === '' ? '{' : ',') + element;
  }
  return text === '' ? '{}' : `${text}}`;
}

const hasToBeEscaped = /["\\]/;

/** As it stands in such an array. */
export function elementOf(value: unknown): string {
  if ((value ?? null) === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (value instanceof Uint8Array) return `"\\\\x${hexOf(value)}"`;
  const text = String(storable(value));
  return hasToBeEscaped.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
