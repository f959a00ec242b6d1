import { expect, test } from 'vitest';
import { json, safe, table, time } from './output.ts';
import { bar } from './progress.ts';
import { receiptSentence } from './receipt.ts';

test('A table is as wide as what stands in it, and ends without spaces', () => {
  expect(
    table(
      ['NAME', 'ROLE'],
      [
        ['Åsa Öberg', 'owner'],
        ['B', 'member'],
      ],
    ),
  ).toBe('NAME       ROLE\nÅsa Öberg  owner\nB          member');
});

test('Names cannot command the terminal, neither for people nor for machines', () => {
  const name = 'a\u001b[2Jb\u202ec\u009b\nd';
  expect(safe(name)).toBe('a\ufffd[2Jb\ufffdc\ufffd\ufffdd');
  expect(table(['N'], [[name]])).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(json({ name })).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(JSON.parse(json({ name }))).toEqual({ name });
});

test('A bar fills from the left and says its percentage', () => {
  expect(bar('Importing', 50)).toBe(`Importing [${'#'.repeat(15)}${'.'.repeat(15)}] 50 %`);
});

test('Times are in UTC and say so', () => {
  expect(time(Date.UTC(2026, 10, 22, 17, 5, 59))).toBe('2026-11-22 17:05 UTC');
});

const receipt = { epoch: 1, confirmed: 1, waitedOut: [], milliseconds: 3.2 };
test.each([
  [1, {}, 'It is out. 1 verifier confirmed in 3 ms.'],
  [1, { milliseconds: 0.2, confirmed: 2 }, 'It is out. 2 verifiers confirmed in 1 ms.'],
  [3, { confirmed: 0 }, 'All 3 sessions are out. No server is running, so none had to confirm.'],
  [0, {}, 'No session was live, so there was nothing to end.'],
  [
    1,
    { waitedOut: ['host:42'], milliseconds: 2250 },
    'It is out. 1 verifier confirmed in 2250 ms. Not heard from: host:42; what they remember has run out.',
  ],
])('A receipt of %i with %j', (count, more, sentence) => {
  expect(receiptSentence({ count, receipt: { ...receipt, ...more } })).toBe(sentence);
});
