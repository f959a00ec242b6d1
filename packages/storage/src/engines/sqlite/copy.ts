import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { FileCopy, Snapshot, TableShape } from '../../engine.ts';
import { type File, makePrivate } from './open-file.ts';

/** One count of a large table would hold up everything else for seconds. */
const countedAtOnce = 10_000;
const folderPrefix = 'copy-';

/**
 * A copy of the file as it is at one moment, made beside it by SQLite's backup, a few pages at a time: what is written
 * meanwhile goes into the copy too. One file, whole, for its owner alone.
 */
export async function copyFile(file: File): Promise<FileCopy> {
  const folder = await mkdtemp(join(dirname(file.name), folderPrefix));
  const path = join(folder, 'rollcall.db');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    makePrivate(path);
    await file.backup(path);
    withoutLog(path);
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** What a process that was killed in the middle of copying left behind. Call while the store is open here alone. */
export function removeLeftCopies(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(folderPrefix)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** The source keeps a write-ahead log, and its copy says so too; one file must be enough. */
function withoutLog(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('locking_mode = EXCLUSIVE');
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

export async function snapshotOf(file: File): Promise<Snapshot> {
  const { path, remove } = await copyFile(file);
  const copy = new Database(path, { readonly: true });
  return {
    async count({ name }) {
      let rows = 0;
      for (const _row of copy
        .prepare(`select 1 from ${quoted(name)}`)
        .pluck()
        .iterate()) {
        rows += 1;
        if (rows % countedAtOnce === 0) await setImmediate();
      }
      return rows;
    },
    async *rows(table) {
      yield* copy.prepare<[], unknown[]>(selectOf(table)).raw().iterate();
    },
    async close() {
      copy.close();
      await remove();
    },
  };
}

function selectOf({ name, columns, key }: TableShape): string {
  const order = key.length === 0 ? '' : ` order by ${key.map(quoted).join(', ')}`;
  return `select ${Object.keys(columns).map(quoted).join(', ')} from ${quoted(name)}${order}`;
}

/** Names come out of the catalog of our own tables. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
