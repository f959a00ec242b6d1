import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '@rollcall/storage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemChance } from './chance.ts';
import { systemClock } from './clock.ts';
import { type KeyRing, openKeyRing } from './key-ring.ts';
import { createPost } from './post.ts';
import { neededKeys, rotateKeys } from './rotate-keys.ts';
import { storageOfItsOwn, type TestStorage } from './test-helpers/storage.ts';

const given = { clock: systemClock, chance: systemChance };
let folder = '';
let keyRing: KeyRing;
let place: TestStorage;
let storage: Storage;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-rotate-'));
  keyRing = await openKeyRing(join(folder, 'keys.json'), given);
  place = storageOfItsOwn();
  storage = await place.open();
});
afterEach(async () => {
  await place.remove();
  await rm(folder, { recursive: true });
});

const post = (text: string, ring = keyRing) =>
  createPost({ keyRing: ring, ...given })(storage.outbox, 'mail', { text });
const rotate = (wait: () => Promise<void> = async () => {}, sealed = storage.sealed) =>
  rotateKeys({ keyRing, sealed, timer: { now: () => 0, wait }, graceMs: 1 });

/** What the outbox holds, as this ring opens it. */
async function opened(ring = keyRing): Promise<string[]> {
  const [lane] = await storage.outbox.dueLanes(['mail'], systemClock.now());
  if (lane === undefined) return [];
  const messages = await storage.outbox.take(lane, systemClock.now(), 0, 1_000);
  return messages.map(
    ({ id, sealedPayload }) =>
      (JSON.parse(Buffer.from(ring.open(sealedPayload, id)).toString()) as { text: string }).text,
  );
}

test('After a rotation one key is left, and it opens everything', async () => {
  const texts = Array.from({ length: 230 }, (_, number) => `message ${number}`);
  for (const text of texts) await post(text);
  const [before] = keyRing.facts();
  const { newKey, resealed, removed, missing } = await rotate();
  expect([resealed, removed, missing]).toEqual([230, [before?.id], []]);
  expect(keyRing.facts()).toMatchObject([{ id: newKey, seals: true }]);
  expect((await opened()).sort()).toEqual(texts.sort());
});

test('What is sealed with the old key at the last moment is found before that key goes', async () => {
  const other = await openKeyRing(join(folder, 'keys.json'), given);
  let late = false;
  const sealedBefore = other.seal(Buffer.from('{"text":"late"}'), '01900000-0000-7000-8000-000000000001');
  await rotate(async () => {
    if (late) return;
    late = true;
    await storage.outbox.put({
      id: '01900000-0000-7000-8000-000000000001',
      kind: 'mail',
      target: '',
      sealedPayload: sealedBefore,
      createdAt: 0,
      dueAt: 0,
      attempts: 0,
    });
  });
  expect(await opened()).toEqual(['late']);
});

test('A crash in the middle loses nothing, and the next rotation finishes', async () => {
  await post('kept');
  const failing = { ...storage.sealed, reseal: () => Promise.reject(new Error('the power went')) };
  await expect(rotate(undefined, failing)).rejects.toThrow('the power went');
  expect(keyRing.facts()).toHaveLength(2);
  expect(await opened(await openKeyRing(join(folder, 'keys.json'), given))).toEqual(['kept']);
  await post('sealed by the second');
  expect(await rotate()).toMatchObject({ resealed: 2, missing: [] });
  expect(keyRing.facts()).toHaveLength(1);
  expect((await opened()).sort()).toEqual(['kept', 'sealed by the second']);
});

test('Another process that reads the same file seals with the new key and opens with it', async () => {
  const other = await openKeyRing(join(folder, 'keys.json'), given);
  const { newKey } = await rotate();
  await post('from elsewhere', other);
  expect(await neededKeys(storage.sealed)).toEqual([newKey]);
  expect(await opened()).toEqual(['from elsewhere']);
});

test('What another ring has sealed is named and left alone', async () => {
  const strange = await openKeyRing(join(folder, 'other.json'), given);
  await post('strange', strange);
  expect(await rotate()).toMatchObject({ resealed: 0, missing: [strange.facts()[0]?.id] });
  expect(await opened(strange)).toEqual(['strange']);
});

test('Two rotations at once do not lose a key; a draft that was left behind holds nothing up', async () => {
  const draft = join(folder, 'keys.json.next');
  await writeFile(draft, '');
  await expect(rotate()).rejects.toThrow(/Somebody else changes .* Try again/);
  await utimes(draft, 0, 0);
  await rotate();
  expect(await readdir(folder)).toEqual(['keys.json']);
});
