import { expect, test } from 'vitest';
import { momentIn } from './moment-in.ts';

test.each([
  ['2026-11-22T17:30', 'Europe/Stockholm', Date.UTC(2026, 10, 22, 16, 30)],
  ['2026-07-01T17:30', 'Europe/Stockholm', Date.UTC(2026, 6, 1, 15, 30)],
  ['2026-03-29T03:30', 'Europe/Stockholm', Date.UTC(2026, 2, 29, 1, 30)],
  ['2026-11-22T00:15', 'Asia/Kolkata', Date.UTC(2026, 10, 21, 18, 45)],
  ['2026-11-22T17:30', 'UTC', Date.UTC(2026, 10, 22, 17, 30)],
  ['', 'UTC', undefined],
  ['tonight', 'UTC', undefined],
] as const)('a clock that shows %s in %s shows that moment', (shown, zone, at) => {
  expect(momentIn(shown, zone)).toBe(at);
});
