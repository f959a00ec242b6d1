import type { Engine } from './engine.ts';
import { openPostgres } from './engines/postgres/open.ts';
import { openSqlite } from './engines/sqlite/open.ts';

/** Where the data are: in a file that this process alone opens, or in a database that many share. */
export type StorageLocation =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly connections?: number };

export function openEngine(location: StorageLocation): Engine {
  return location.kind === 'sqlite' ? openSqlite(location.file) : openPostgres(location.url, location.connections);
}
