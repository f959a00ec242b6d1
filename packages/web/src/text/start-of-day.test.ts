import { expect, test } from 'vitest';
import { dayAfter, startOfDay } from './start-of-day.ts';

test.each([
  ['2026-11-22', 'Europe/Stockholm', Date.UTC(2026, 10, 21, 23)],
  ['2026-07-01', 'Europe/Stockholm', Date.UTC(2026, 5, 30, 22)],
  ['2026-03-29', 'Europe/Stockholm', Date.UTC(2026, 2, 28, 23)],
  ['2026-03-30', 'Europe/Stockholm', Date.UTC(2026, 2, 29, 22)],
  ['2026-11-22', 'America/Los_Angeles', Date.UTC(2026, 10, 22, 8)],
  ['2026-11-22', 'Asia/Kolkata', Date.UTC(2026, 10, 21, 18, 30)],
  ['2026-11-22', 'UTC', Date.UTC(2026, 10, 22)],
  ['', 'UTC', undefined],
  ['soon', 'UTC', undefined],
] as const)('the day %s in %s begins at %s', (day, zone, at) => {
  expect(startOfDay(day, zone)).toBe(at);
});

test('a day is followed by the next one, also at the end of a year', () => {
  expect(['2026-12-31', '2028-02-28', 'soon'].map(dayAfter)).toEqual(['2027-01-01', '2028-02-29', 'soon']);
});
