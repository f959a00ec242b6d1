import { constants } from 'node:fs';
import { chmod, copyFile, link, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type File, openFile } from './open-file.ts';

/** The file is no backup of a store that this version knows; the message says why. */
export class NotAStore extends Error {
  override readonly name = 'NotAStore';
}

export interface Replacement {
  /** A copy of the backup, beside the store, that `prepare` may open and change. */
  readonly draft: string;
  /** Puts the draft in the store's place. Returns where the store that was there is kept; `null` where there was none. */
  finish(now: number): Promise<string | null>;
  /** Removes what is left of it. */
  abandon(): Promise<void>;
}

/**
 * Holds the store's lock from here to the end, so that no server starts in between, and copies the backup beside it. The store is
 * replaced in one step: whenever the machine stops, one whole store is in its place.
 */
export async function startReplacing(file: string, backup: string, known: readonly string[]): Promise<Replacement> {
  const hadStore = (await stat(file).catch(() => null)) !== null;
  const held = openFile(file);
  const draft = join(dirname(file), `${basename(file)}.restoring`);
  const removeDraft = () => Promise.all(['', '-wal', '-journal'].map((end) => rm(`${draft}${end}`, { force: true })));
  try {
    await removeDraft();
    await copyFile(backup, draft, constants.COPYFILE_EXCL);
    await chmod(draft, 0o600);
    requireStore(draft, backup, known);
  } catch (error) {
    await removeDraft();
    held.close();
    throw error;
  }
  return {
    draft,
    async finish(now) {
      const kept = `${file}.replaced-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
      intoOneFile(held);
      if (hadStore) await link(file, kept);
      await rename(draft, file);
      await syncFolder(dirname(file));
      held.close();
      return hadStore ? kept : null;
    },
    async abandon() {
      await removeDraft();
      held.close();
    },
  };
}

/** Without its log, which would be taken for the log of the file that takes its place. The lock stays. */
function intoOneFile(held: File): void {
  held.pragma('wal_checkpoint(TRUNCATE)');
  held.pragma('journal_mode = DELETE');
  held.exec('begin exclusive; commit');
}

function requireStore(path: string, name: string, known: readonly string[]): void {
  const refuse = (why: string) => new NotAStore(`${name} ${why}`);
  let file: File | null = null;
  try {
    file = new Database(path);
    file.pragma('locking_mode = EXCLUSIVE');
    const names = file.prepare<[], string>('select name from kysely_migration order by name').pluck().all();
    const unknown = names.find((one) => !known.includes(one));
    if (unknown !== undefined) throw refuse(`is of a newer version of Rollcall (${unknown}).`);
    if (file.pragma('quick_check', { simple: true }) !== 'ok') throw refuse('is damaged.');
    if (file.prepare('select epoch from authority').get() === undefined) throw refuse('has lost its epoch.');
  } catch (error) {
    throw error instanceof NotAStore ? error : refuse(`is no backup of Rollcall (${(error as Error).message}).`);
  } finally {
    file?.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
