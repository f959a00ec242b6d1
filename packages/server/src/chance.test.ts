import { expect, test } from 'vitest';
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
