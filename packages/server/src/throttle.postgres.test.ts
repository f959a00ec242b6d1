import { openStorage, type Storage } from '@rollcall/storage';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../tests/src/postgres.ts';
import { systemChance } from './chance.ts';
import { systemClock } from './clock.ts';
import { createThrottle, rules } from './throttle.ts';

let database: TestDatabase;
let one: Storage;
let other: Storage;

beforeAll(async () => {
  database = await createDatabase();
  const open = () => openStorage({ kind: 'postgres', url: database.url }, { clock: systemClock, chance: systemChance });
  one = await open();
  other = await open();
});
afterAll(async () => {
  await one.close();
  await other.close();
  await database.drop();
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('Two servers on one PostgreSQL count together, tries of the same moment too', async () => {
  const throttles = [one, other].map((storage) => createThrottle((limits) => storage.throttleStore(limits)));
  const keys = [{ rule: 'account', key: 'account-1' }] as const;
  const tries = await Promise.allSettled(
    Array.from({ length: 25 }, () => throttles.map((throttle) => throttle.attempt(keys))).flat(),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(rules.account.free + 1);
  await expect(throttles[1]?.attempt(keys)).rejects.toMatchObject({ facts: { retryAfterMs: expect.any(Number) } });
});
