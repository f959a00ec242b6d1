import { hash } from 'node:crypto';
import type { BodyOf } from '@rollcall/api';

export type Row = BodyOf<'POST /operator/services/:service/sessions/import'>['rows'][number];

/** A line as it is sent, or why it is not. What else is wrong with a row, the server says. */
export type ReadLine =
  | { readonly row: Row; readonly bytes: number }
  | { readonly refused: string }
  | { readonly empty: true };

/** Room in one request, for what stands around the rows too. */
export const mostBytes = 60_000;
const shortestToken = 22;

/** A token is hashed here and goes no further. Nothing of what stands in the line is said again: it holds secrets. */
export function readLine(text: string): ReadLine {
  if (text.trim() === '') return { empty: true };
  const fields = fieldsOf(text);
  if (fields === null) return { refused: 'is no object in JSON' };
  const row = withHash(fields);
  if (typeof row === 'string') return { refused: row };
  const bytes = Buffer.byteLength(JSON.stringify(row)) + 1;
  return bytes > mostBytes ? { refused: 'is too long' } : { row: row as unknown as Row, bytes };
}

type Fields = Record<string, unknown>;

function fieldsOf(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}

function withHash({ token, ...fields }: Fields): Fields | string {
  if (token === undefined) return fields;
  if ('tokenHash' in fields) return 'has both token and tokenHash';
  if (typeof token !== 'string') return 'token must be a text';
  if (token.length < shortestToken) return `token is shorter than ${shortestToken} characters, so it could be guessed`;
  return { ...fields, tokenHash: hash('sha256', token, 'hex') };
}
