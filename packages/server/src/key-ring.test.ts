import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemChance } from './chance.ts';
import { systemClock } from './clock.ts';
import { KeyFileError } from './key-file.ts';
import { openKeyRing, SealError } from './key-ring.ts';

const deps = { clock: systemClock, chance: systemChance };
const secret = Buffer.from('https://localhost/#rcl_secret');
let folder = '';
let path = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-keys-'));
  path = join(folder, 'data', 'keys.json');
});
afterEach(() => rm(folder, { recursive: true }));

async function keyFile(): Promise<{ keys: { id: string; createdAt: number; key: string }[] }> {
  return JSON.parse(await readFile(path, 'utf8'));
}

test('The first start makes a key file that nobody else may read, and leaves nothing beside it', async () => {
  await openKeyRing(path, deps);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'data'))).toEqual(['keys.json']);
});

test('What was sealed before a restart opens after it', async () => {
  const sealed = (await openKeyRing(path, deps)).seal(secret, 'message 1');
  expect(Buffer.from((await openKeyRing(path, deps)).open(sealed, 'message 1'))).toEqual(secret);
});

test('Two first starts at once end up with the same key', async () => {
  const [one, other] = await Promise.all([openKeyRing(path, deps), openKeyRing(path, deps)]);
  expect(Buffer.from(other.open(one.seal(secret, 'a'), 'a'))).toEqual(secret);
});

test('Sealing the same thing twice gives different bytes, and neither shows the secret', async () => {
  const ring = await openKeyRing(path, deps);
  const [one, other] = [ring.seal(secret, 'a'), ring.seal(secret, 'a')];
  expect(Buffer.from(one).equals(other)).toBe(false);
  expect(Buffer.from(one).includes('rcl_secret')).toBe(false);
});

test('A change of any one byte is noticed', async () => {
  const ring = await openKeyRing(path, deps);
  const sealed = ring.seal(secret, 'a');
  for (const position of sealed.keys()) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === position ? byte ^ 1 : byte));
    expect(() => ring.open(changed, 'a')).toThrow(SealError);
  }
});

test('It does not open elsewhere, cut short or empty', async () => {
  const ring = await openKeyRing(path, deps);
  const sealed = ring.seal(secret, 'message 1');
  expect(() => ring.open(sealed, 'message 2')).toThrow(SealError);
  expect(() => ring.open(sealed.subarray(0, -1), 'message 1')).toThrow(SealError);
  expect(() => ring.open(sealed.subarray(0, 20), 'message 1')).toThrow(SealError);
  expect(() => ring.open(new Uint8Array(), 'message 1')).toThrow(SealError);
});

test('The newest key seals, an older one still opens, and one that is gone is named', async () => {
  const old = (await openKeyRing(path, deps)).seal(secret, 'a');
  const { keys } = await keyFile();
  const newer = { id: 'ffffffff', createdAt: Date.now() + 1, key: Buffer.alloc(32, 7).toString('base64url') };
  await writeFile(path, JSON.stringify({ keys: [newer, ...keys] }));
  const ring = await openKeyRing(path, deps);
  expect(Buffer.from(ring.open(old, 'a'))).toEqual(secret);
  const young = ring.seal(secret, 'a');
  expect(Buffer.from(young).subarray(1, 5).toString('hex')).toBe('ffffffff');

  await writeFile(path, JSON.stringify({ keys }));
  const withoutIt = await openKeyRing(path, deps);
  expect(() => withoutIt.open(young, 'a')).toThrow('The key ffffffff is not in the key file.');
});

test('A key file that others may read is refused, with the command that mends it', async () => {
  await openKeyRing(path, deps);
  await chmod(path, 0o640);
  await expect(openKeyRing(path, deps)).rejects.toThrow(`Run: chmod 600 ${path}`);
});

test.each(['', '{}', '{"keys":[]}', '{"keys":[{"id":"1","createdAt":1,"key":"short"}]}', 'null'])(
  'A key file that reads %j is refused, never replaced',
  async (text) => {
    await openKeyRing(path, deps);
    await writeFile(path, text);
    await expect(openKeyRing(path, deps)).rejects.toThrow(KeyFileError);
    expect(await readFile(path, 'utf8')).toBe(text);
  },
);
