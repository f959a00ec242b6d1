import { expect, test, vi } from 'vitest';
import { systemChance } from './chance.ts';

test('no byte of chance is handed out twice, however many are asked for', () => {
  const counts = Array.from({ length: 2_000 }, (_, index) => 16 + (index % 40));
  const texts = [...counts, 1_024, 5_000].map((count) => {
    const bytes = Buffer.from(systemChance.bytes(count));
    expect(bytes).toHaveLength(count);
    return bytes.toString('hex');
  });
  // Four bytes that stand anywhere twice, out of 50,000, would be chance once in a few runs; sixteen never.
  const pieces = texts.flatMap((text) => text.match(/.{32}/g) ?? []);
  expect(new Set(pieces).size).toBe(pieces.length);
});

test('what was handed out stays as it was', () => {
  const first = systemChance.bytes(20);
  const before = Buffer.from(first).toString('hex');
  for (let index = 0; index < 200; index++) systemChance.bytes(20);
  expect(Buffer.from(first).toString('hex')).toBe(before);
  expect(before).not.toBe('00'.repeat(20));
});

test('ids are UUIDv7 of their moment, each above the one before, whatever the clock does', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const at = Date.UTC(2040, 0, 1);
    const ids = [at, at, at + 1, at - 60_000, at + 2].flatMap((moment) => {
      vi.setSystemTime(moment);
      return Array.from({ length: 500 }, () => systemChance.id());
    });
    const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(ids.filter((id) => !version7.test(id))).toEqual([]);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    const momentOf = (id = '') => Number.parseInt(id.replace('-', '').slice(0, 12), 16);
    expect([0, 1_000, 2_000].map((place) => momentOf(ids[place]))).toEqual([at, at + 1, at + 2]);
  } finally {
    vi.useRealTimers();
  }
});
