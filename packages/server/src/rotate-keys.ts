import type { Storage } from '@rollcall/storage';
import { headerBytes, type KeyRing, keyIdOf } from './key-ring.ts';
import type { Timer } from './pace.ts';

export interface RotateKeysDeps {
  readonly keyRing: KeyRing;
  readonly sealed: Storage['sealed'];
  readonly timer: Timer;
  /** Longer than any transaction may be open that has sealed with the key before, here or on another node. */
  readonly graceMs: number;
}

export interface Rotation {
  readonly newKey: string;
  readonly resealed: number;
  readonly removed: readonly string[];
  /** Keys that something is still sealed by and that are not in the file: that can be read no more. */
  readonly missing: readonly string[];
}

/**
 * Puts a new key into the ring, seals everything with it that others have sealed, and removes those once nothing needs them. A
 * crash anywhere leaves a ring that opens everything; the next rotation finishes what was left.
 */
export async function rotateKeys(deps: RotateKeysDeps): Promise<Rotation> {
  const { keyRing, sealed, timer, graceMs } = deps;
  const newKey = await keyRing.add();
  let resealed = await sealed.reseal((bytes, rowId) => again(keyRing, newKey, bytes, rowId));
  for (let late = 1; late > 0; resealed += late) {
    await timer.wait(graceMs);
    late = await sealed.reseal((bytes, rowId) => again(keyRing, newKey, bytes, rowId));
  }
  const needed = await neededKeys(sealed);
  const others = keyRing.facts().filter(({ seals }) => !seals);
  const removed = others.map(({ id }) => id).filter((id) => !needed.includes(id));
  if (removed.length > 0) await keyRing.remove(removed);
  return { newKey, resealed, removed, missing: missingKeys(keyRing, needed) };
}

/** Ids of keys that something is sealed by. */
export async function neededKeys(sealed: Storage['sealed']): Promise<string[]> {
  return (await sealed.heads(headerBytes)).map(keyIdOf).filter((id) => id !== null);
}

export function missingKeys(keyRing: KeyRing, needed: readonly string[]): string[] {
  const there = keyRing.facts().map(({ id }) => id);
  return needed.filter((id) => !there.includes(id));
}

/** `null` where it need not or cannot be sealed again. */
function again(keyRing: KeyRing, newest: string, bytes: Buffer, rowId: string): Uint8Array | null {
  const id = keyIdOf(bytes);
  if (id === null || id === newest || !keyRing.facts().some((key) => key.id === id)) return null;
  return keyRing.seal(keyRing.open(bytes, rowId), rowId);
}
