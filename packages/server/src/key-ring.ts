import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Chance, Clock } from '@rollcall/core';
import {
  changeKeyFile,
  type Key,
  keyIdBytes,
  makeKeyFile,
  newKey,
  type ReadKeys,
  readKeyFile,
  stampOf,
} from './key-file.ts';

interface Deps {
  readonly clock: Clock;
  readonly chance: Chance;
}

/** Seals what must be readable again: AES-256-GCM, random 96-bit nonces (NIST SP 800-38D: at most 2^32 a key). */
export interface KeyRing {
  /** With the newest key. `associated` must be given again to open; it binds the sealed thing to its place. */
  seal(plaintext: Uint8Array, associated: string): Uint8Array;
  /** Throws a `SealError` where it was changed, belongs elsewhere, or its key is not in the ring. */
  open(sealed: Uint8Array, associated: string): Uint8Array;
  facts(): readonly KeyFacts[];
  /** Puts a new key into the file, which seals from now on. Returns its id. */
  add(): Promise<string>;
  /** For good: what they have sealed can never be opened again. */
  remove(ids: readonly string[]): Promise<void>;
}

export class SealError extends Error {
  override readonly name = 'SealError';
}

/** It can be opened again once its key is back in the file. */
export class KeyMissing extends SealError {}

const nonceBytes = 12;
const tagBytes = 16;
const version = 1;
/** They name the key. */
export const headerBytes = 1 + keyIdBytes;
const leastBytes = headerBytes + nonceBytes + tagBytes;

/** What may be told of a key. */
export interface KeyFacts {
  readonly id: string;
  readonly createdAt: number;
  /** Whether it seals: the newest does. The others only open what they sealed. */
  readonly seals: boolean;
}

/** What differs where it is not one process that has the file: they all read it anew once it has changed. */
class FileKeyRing implements KeyRing {
  readonly #path: string;
  readonly #deps: Deps;
  #read: ReadKeys;

  constructor(path: string, deps: Deps, read: ReadKeys) {
    this.#path = path;
    this.#deps = deps;
    this.#read = read;
  }

  seal(plaintext: Uint8Array, associated: string): Uint8Array {
    const { id, key } = newestOf(this.#keys());
    return seal(id, Buffer.from(key, 'base64url'), plaintext, associated, this.#deps.chance);
  }

  open(sealed: Uint8Array, associated: string): Uint8Array {
    return openWith(this.#keys(), Buffer.from(sealed), associated);
  }

  facts(): KeyFacts[] {
    const keys = this.#keys();
    const newest = newestOf(keys);
    return keys.map((key) => ({ id: key.id, createdAt: key.createdAt, seals: key === newest }));
  }

  async add(): Promise<string> {
    const key = newKey(this.#deps);
    await changeKeyFile(this.#path, this.#deps, (keys) => {
      // A clock that was set back must not make the new key an old one.
      const createdAt = Math.max(key.createdAt, 1 + Math.max(...keys.map((other) => other.createdAt)));
      return [...keys, { ...key, createdAt }];
    });
    return key.id;
  }

  async remove(ids: readonly string[]): Promise<void> {
    await changeKeyFile(this.#path, this.#deps, (keys) => keys.filter(({ id }) => !ids.includes(id)));
  }

  #keys(): readonly Key[] {
    if (stampOf(this.#path) !== this.#read.stamp) this.#read = readKeyFile(this.#path) ?? this.#read;
    return this.#read.keys;
  }
}

/** Reads the key file, and makes it at the first start. It belongs outside every backup: who has both has the secrets. */
export async function openKeyRing(path: string, deps: Deps): Promise<KeyRing> {
  return new FileKeyRing(path, deps, readKeyFile(path) ?? (await makeKeyFile(path, deps)));
}

function newestOf(keys: readonly Key[]): Key {
  return keys.reduce((one, other) => (other.createdAt > one.createdAt ? other : one));
}

/** Which key sealed it, by its first bytes; `null` where no key ring did. */
export function keyIdOf(head: Uint8Array): string | null {
  return head.length < headerBytes || head[0] !== version
    ? null
    : Buffer.from(head.subarray(1, headerBytes)).toString('hex');
}

function seal(id: string, key: Buffer, plaintext: Uint8Array, associated: string, chance: Chance): Uint8Array {
  const header = Buffer.concat([Buffer.of(version), Buffer.from(id, 'hex')]);
  const nonce = chance.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.concat([header, Buffer.from(associated, 'utf8')]));
  return Buffer.concat([header, nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function openWith(keys: readonly Key[], sealed: Buffer, associated: string): Uint8Array {
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

function keyNamed(keys: readonly Key[], id: string): Buffer {
  const key = keys.find((one) => one.id === id);
  if (key === undefined) throw new KeyMissing(`The key ${id} is not in the key file.`);
  return Buffer.from(key.key, 'base64url');
}
