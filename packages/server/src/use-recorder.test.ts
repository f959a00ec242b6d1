import type { Use } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Log } from './log.ts';
import { signInAt } from './test-helpers/sessions.ts';
import { storageOfItsOwn, type TestStorage } from './test-helpers/storage.ts';
import { createUseRecorder } from './use-recorder.ts';

const noon = Date.UTC(2026, 10, 22, 12);
let place: TestStorage;
let storage: Storage;
let collected: Use[];
let warnings: number;

const nothing = () => {};
const log: Log = {
  debug: nothing,
  info: nothing,
  error: nothing,
  warn: () => {
    warnings += 1;
  },
};
/** As the verifier does: each use leaves when it is come to. */
function* takeUses(): Generator<Use, void> {
  for (let left = collected.length; left > 0; left--) yield collected.shift() as Use;
}

beforeEach(async () => {
  collected = [];
  warnings = 0;
  place = storageOfItsOwn();
  storage = await place.open({ now: () => noon });
});
afterEach(async () => {
  vi.useRealTimers();
  await place.remove();
});

test('What was collected is written, with the address it came from', async () => {
  const { sessionId } = await signInAt(storage, noon);
  collected.push({ id: sessionId, at: noon + 1_000, address: '192.0.2.9' });
  await createUseRecorder({ takeUses, credentials: storage.credentials, log }).flush();
  expect(await storage.credentials.find(sessionId)).toMatchObject({
    lastUsedAt: noon + 1_000,
    lastAddress: '192.0.2.9',
  });
});

test('All of it goes in one statement, and nothing costs none', async () => {
  const written: (readonly Use[])[] = [];
  const noteUses = async (uses: readonly Use[]) => void written.push(uses);
  const recorder = createUseRecorder({ takeUses, credentials: { noteUses }, log });
  for (let count = 0; count < 500; count += 1) collected.push({ id: String(count), at: noon, address: null });
  await recorder.flush();
  await recorder.flush();
  expect(written.map((uses) => uses.length)).toEqual([500]);
});

test('A crowd goes in several statements, and what fails of it is kept', async () => {
  const written: number[] = [];
  const noteUses = async (uses: readonly Use[]) => {
    if (written.length === 1 && warnings === 0) throw new Error('The store is away.');
    written.push(uses.length);
  };
  const recorder = createUseRecorder({ takeUses, credentials: { noteUses }, log });
  for (let count = 0; count < 2_500; count += 1) collected.push({ id: String(count), at: noon, address: null });
  await recorder.flush();
  expect(written).toEqual([1_000]);
  await recorder.flush();
  expect(written).toEqual([1_000, 1_000, 500]);
});

test('A crowd is written in the order of its ids, in which its rows lie', async () => {
  const written: string[] = [];
  const noteUses = async (uses: readonly Use[]) => void written.push(...uses.map(({ id }) => id));
  const ids = Array.from({ length: 2_500 }, (_, count) => String(count).padStart(4, '0'));
  for (const id of ids.toReversed()) collected.push({ id, at: noon, address: null });
  await createUseRecorder({ takeUses, credentials: { noteUses }, log }).flush();
  expect(written).toEqual(ids);
});

test('What cannot be written is kept, once a credential, and written later with what came since', async () => {
  const { sessionId } = await signInAt(storage, noon);
  let isAway = true;
  const noteUses = (uses: readonly Use[]) =>
    isAway ? Promise.reject(new Error('The store is away.')) : storage.credentials.noteUses(uses);
  const recorder = createUseRecorder({ takeUses, credentials: { noteUses }, log });
  collected.push({ id: sessionId, at: noon + 1_000, address: '192.0.2.1' });
  await recorder.flush();
  collected.push({ id: sessionId, at: noon + 2_000, address: '192.0.2.2' });
  await recorder.flush();
  expect(warnings).toBe(2);
  isAway = false;
  await recorder.flush();
  expect(await storage.credentials.find(sessionId)).toMatchObject({
    lastUsedAt: noon + 2_000,
    lastAddress: '192.0.2.2',
  });
});

test('It writes every five seconds, and at the end what is left', async () => {
  vi.useFakeTimers();
  const written: string[] = [];
  const noteUses = async (uses: readonly Use[]) => void written.push(...uses.map(({ id }) => id));
  const recorder = createUseRecorder({ takeUses, credentials: { noteUses }, log });
  recorder.start();
  collected.push({ id: 'first', at: noon, address: null });
  await vi.advanceTimersByTimeAsync(4_999);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toEqual(['first']);
  collected.push({ id: 'last', at: noon, address: null });
  await recorder.stop();
  expect(written).toEqual(['first', 'last']);
  expect(vi.getTimerCount()).toBe(0);
});
