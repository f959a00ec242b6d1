import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StoreInUse } from './store-in-use.ts';

export type File = InstanceType<typeof Database>;

const cacheKibibytes = 65_536;
/**
 * After so many pages the log is written into the file (16 MB; the default is 4). Births and endings touch pages all over the
 * indices: the longer they stay in the log, the more changes each is written once for. The log's own index has room for as many.
 */
const pagesInLog = 4_000;
/** What the log may keep of the disk after a large transaction. */
const keptLogBytes = 67_108_864;

/**
 * Opens the file for this process alone: SQLite's own exclusive lock, taken here and kept until the process ends, however
 * it ends. A commit that was answered survives a loss of power (`synchronous = FULL`).
 */
export function openFile(path: string): File {
  makePrivate(path);
  const file = new Database(path, { timeout: 0 });
  try {
    file.pragma('locking_mode = EXCLUSIVE');
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = FULL');
    file.pragma('foreign_keys = ON');
    // Otherwise what `or replace` removes passes by the triggers that refuse removing.
    file.pragma('recursive_triggers = ON');
    file.pragma(`cache_size = -${cacheKibibytes}`);
    file.pragma(`wal_autocheckpoint = ${pagesInLog}`);
    file.pragma(`journal_size_limit = ${keptLogBytes}`);
    file.exec('begin exclusive; commit');
    return file;
  } catch (error) {
    file.close();
    throw isBusy(error) ? new StoreInUse(path, error) : error;
  }
}

/**
 * Nobody else on the machine reads the store. SQLite gives its other files the mode of this one. A file that is there is
 * not opened here: closing it again would drop the lock, if this process holds it already (POSIX locks are like that).
 */
export function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (existsSync(path)) chmodSync(path, 0o600);
  else closeSync(openSync(path, 'ax', 0o600));
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
