import { createCipheriv, createDecipheriv } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Chance, Clock } from '@rollcall/core';
import Type from 'typebox';
import { Value } from 'typebox/value';

/** Seals what must be readable again: AES-256-GCM, random 96-bit nonces (NIST SP 800-38D: at most 2^32 a key). */
export interface KeyRing {
  /** With the newest key. `associated` must be given again to open; it binds the sealed thing to its place. */
  seal(plaintext: Uint8Array, associated: string): Uint8Array;
  /** Throws a `SealError` where it was changed, belongs elsewhere, or its key is not in the ring. */
  open(sealed: Uint8Array, associated: string): Uint8Array;
}

export class SealError extends Error {
  override readonly name = 'SealError';
}

/** The key file is missing something or is open to others; the message says what to do. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

const keyBytes = 32;
const idBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const version = 1;
const headerBytes = 1 + idBytes;
const leastBytes = headerBytes + nonceBytes + tagBytes;

const KeyFile = Type.Object({
  keys: Type.Array(
    Type.Object({
      /** Hex, so that people can name it. */
      id: Type.String({ pattern: `^[0-9a-f]{${2 * idBytes}}$` }),
      createdAt: Type.Integer(),
      /** base64url. */
      key: Type.String({ pattern: '^[0-9A-Za-z_-]{43}$' }),
    }),
    { minItems: 1 },
  ),
});
type KeyFile = Type.Static<typeof KeyFile>;

/** Reads the key file, and makes it at the first start. It belongs outside every backup: who has both has the secrets. */
export async function openKeyRing(path: string, deps: { clock: Clock; chance: Chance }): Promise<KeyRing> {
  const file = (await readKeyFile(path)) ?? (await makeKeyFile(path, deps));
  const keys = new Map(file.keys.map(({ id, key }) => [id, Buffer.from(key, 'base64url')]));
  const newest = file.keys.reduce((one, other) => (other.createdAt > one.createdAt ? other : one)).id;
  return {
    seal: (plaintext, associated) => seal(newest, keyNamed(keys, newest), plaintext, associated, deps.chance),
    open: (sealed, associated) => openWith(keys, Buffer.from(sealed), associated),
  };
}

function seal(id: string, key: Buffer, plaintext: Uint8Array, associated: string, chance: Chance): Uint8Array {
  const header = Buffer.concat([Buffer.of(version), Buffer.from(id, 'hex')]);
  const nonce = chance.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.concat([header, Buffer.from(associated, 'utf8')]));
  return Buffer.concat([header, nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function openWith(keys: ReadonlyMap<string, Buffer>, sealed: Buffer, associated: string): Uint8Array {
  if (sealed.length < leastBytes || sealed[0] !== version) throw new SealError('This was not sealed by a key ring.');
  const header = sealed.subarray(0, headerBytes);
  const key = keyNamed(keys, header.subarray(1).toString('hex'));
  const nonce = sealed.subarray(headerBytes, headerBytes + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.concat([header, Buffer.from(associated, 'utf8')]));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headerBytes + nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    throw new SealError('The sealed data was changed or belongs elsewhere.');
  }
}

function keyNamed(keys: ReadonlyMap<string, Buffer>, id: string): Buffer {
  const key = keys.get(id);
  if (key === undefined) throw new SealError(`The key ${id} is not in the key file.`);
  return key;
}

async function readKeyFile(path: string): Promise<KeyFile | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return null;
  if ((found.mode & 0o077) !== 0) {
    throw new KeyFileError(`Others on this machine may read ${path}. Run: chmod 600 ${path}`);
  }
  const content = parse(await readFile(path, 'utf8'));
  if (!Value.Check(KeyFile, content)) {
    throw new KeyFileError(`${path} is not a key file. Put the right one back; without it nothing sealed can be read.`);
  }
  return content;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Written beside and linked into place, so that of two first starts at once both read the same keys. */
async function makeKeyFile(path: string, { clock, chance }: { clock: Clock; chance: Chance }): Promise<KeyFile> {
  const text = (bytes: number, encoding: BufferEncoding) => Buffer.from(chance.bytes(bytes)).toString(encoding);
  const file: KeyFile = {
    keys: [{ id: text(idBytes, 'hex'), createdAt: clock.now(), key: text(keyBytes, 'base64url') }],
  };
  const draft = `${path}.${text(idBytes, 'hex')}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`);
    await handle.sync();
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
  const written = await readKeyFile(path);
  if (written === null) throw new KeyFileError(`${path} vanished while it was made.`);
  return written;
}
