import { readFileSync, statSync } from 'node:fs';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Chance, Clock } from '@rollcall/core';
import Type from 'typebox';
import { Value } from 'typebox/value';

/** The key file is missing something or is open to others; the message says what to do. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

const keyBytes = 32;
export const keyIdBytes = 4;

const Key = Type.Object({
  /** Hex, so that people can name it. */
  id: Type.String({ pattern: `^[0-9a-f]{${2 * keyIdBytes}}$` }),
  createdAt: Type.Integer(),
  /** base64url. */
  key: Type.String({ pattern: '^[0-9A-Za-z_-]{43}$' }),
});
export type Key = Type.Static<typeof Key>;
const KeyFile = Type.Object({ keys: Type.Array(Key, { minItems: 1 }) });

interface Deps {
  readonly clock: Clock;
  readonly chance: Chance;
}

export interface ReadKeys {
  readonly keys: readonly Key[];
  /** Differs once the file was changed. */
  readonly stamp: string;
}

/** `null` where there is no file. */
export function readKeyFile(path: string): ReadKeys | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if ((found.mode & 0o077) !== 0) {
    throw new KeyFileError(`Others on this machine may read ${path}. Run: chmod 600 ${path}`);
  }
  const content = parse(readFileSync(path, 'utf8'));
  if (!Value.Check(KeyFile, content)) {
    throw new KeyFileError(`${path} is not a key file. Put the right one back; without it nothing sealed can be read.`);
  }
  return { keys: content.keys, stamp: `${found.ino} ${found.mtimeMs}` };
}

/** What `readKeyFile` would call it now; `null` where it is gone. */
export function stampOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.ino} ${found.mtimeMs}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function newKey({ clock, chance }: Deps): Key {
  const text = (bytes: number, encoding: BufferEncoding) => Buffer.from(chance.bytes(bytes)).toString(encoding);
  return { id: text(keyIdBytes, 'hex'), createdAt: clock.now(), key: text(keyBytes, 'base64url') };
}

/** Written beside and linked into place, so that of two first starts at once both read the same keys. */
export async function makeKeyFile(path: string, deps: Deps): Promise<ReadKeys> {
  const key = newKey(deps);
  const draft = `${path}.${key.id}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await write(draft, [key]);
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const written = readKeyFile(path);
  if (written === null) throw new KeyFileError(`${path} vanished while it was made.`);
  return written;
}

/** A change takes milliseconds: a draft that is older was left by a process that was killed. */
const patienceMs = 60_000;

/** The draft of the new file is the lock, and takes the old one's place in one step. */
export async function changeKeyFile(
  path: string,
  { clock }: Pick<Deps, 'clock'>,
  change: (keys: readonly Key[]) => readonly Key[],
): Promise<void> {
  const draft = `${path}.next`;
  const left = await stat(draft).catch(() => null);
  if (left !== null && left.mtimeMs < clock.now() - patienceMs) await rm(draft, { force: true });
  try {
    const current = readKeyFile(path);
    if (current === null) throw new KeyFileError(`${path} is gone. Put it back.`);
    await write(draft, change(current.keys));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new KeyFileError(`Somebody else changes ${path} at this moment. Try again in a minute.`);
  }
  await rename(draft, path);
}

async function write(path: string, keys: readonly Key[]): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify({ keys }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
