import { RateLimiterRes } from 'rate-limiter-flexible';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { newId } from './fixtures.ts';

describe('throttling', () => {
  onEachEngine(createDatabase, (subject) => {
    test('counts tries, also those at once, and refuses those over the limit', async () => {
      const limiter = subject().storage.throttleStore({ keyPrefix: 'tries', points: 5, duration: 60 });
      const key = newId();
      const tries = await Promise.allSettled(Array.from({ length: 20 }, () => limiter.consume(key)));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
      const refusals = tries.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []));
      expect(refusals.every((reason) => reason instanceof RateLimiterRes)).toBe(true);
      expect(await limiter.get(key)).toMatchObject({ consumedPoints: 20, remainingPoints: 0 });
      expect(await limiter.get(newId())).toBeNull();
    });

    test('keys with different prefixes are counted apart, and a count is shared by limiters of one prefix', async () => {
      const { storage } = subject();
      const one = storage.throttleStore({ keyPrefix: 'one', points: 2, duration: 60 });
      const again = storage.throttleStore({ keyPrefix: 'one', points: 2, duration: 60 });
      const other = storage.throttleStore({ keyPrefix: 'other', points: 2, duration: 60 });
      const key = 'odd key \'" % \0 é';
      await one.consume(key);
      expect(await again.get(key)).toMatchObject({ consumedPoints: 1 });
      expect(await other.get(key)).toBeNull();
    });

    test('a count can be taken back, set, blocked and deleted', async () => {
      const limiter = subject().storage.throttleStore({ keyPrefix: 'acts', points: 3, duration: 60 });
      const key = newId();
      await limiter.consume(key, 2);
      expect(await limiter.reward(key, 1)).toMatchObject({ consumedPoints: 1 });
      expect(await limiter.penalty(key, 1)).toMatchObject({ consumedPoints: 2 });
      await limiter.block(key, 30);
      await expect(limiter.consume(key)).rejects.toBeInstanceOf(RateLimiterRes);
      expect(await limiter.delete(key)).toBe(true);
      expect(await limiter.delete(key)).toBe(false);
      await limiter.set(key, 1, 10);
      expect(await limiter.get(key)).toMatchObject({ consumedPoints: 1, remainingPoints: 2 });
    });

    test('a count is over after its time', async () => {
      const limiter = subject().storage.throttleStore({ keyPrefix: 'short', points: 1, duration: 0.05 });
      const key = newId();
      await limiter.consume(key);
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(await limiter.get(key)).toBeNull();
      expect(await limiter.consume(key)).toMatchObject({ consumedPoints: 1 });
    });

    test('the count of a try stays when what was tried is rolled back', async () => {
      const { storage } = subject();
      const limiter = storage.throttleStore({ keyPrefix: 'rolled', points: 9, duration: 60 });
      const key = newId();
      let counted: Promise<unknown> = Promise.resolve();
      const failing = storage.transaction(async (stores) => {
        await stores.accounts.count();
        counted = limiter.consume(key);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await counted;
      expect(await limiter.get(key)).toMatchObject({ consumedPoints: 1 });
    });
  });
});
