import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { newHash, newId, noon } from './fixtures.ts';

describe('the outbox', () => {
  onEachEngine(createDatabase, (subject) => {
    const newMessage = (dueAt: number) => ({
      id: newId(),
      kind: 'mail' as const,
      sealedPayload: newHash(),
      createdAt: noon,
      dueAt,
      attempts: 0,
    });

    test('a message is taken when it is due, for as long as its lease, and given back after it', async () => {
      const { outbox } = subject().storage;
      const message = newMessage(noon + 10);
      await outbox.put(message);
      expect(await outbox.backlog()).toEqual({ waiting: 1, oldestAt: noon });
      expect(await outbox.take(noon + 9, 100, 10)).toEqual([]);
      expect(await outbox.take(noon + 10, 100, 10)).toEqual([{ ...message, dueAt: noon + 110, attempts: 1 }]);
      expect(await outbox.take(noon + 109, 100, 10)).toEqual([]);
      expect(await outbox.take(noon + 110, 100, 10)).toEqual([{ ...message, dueAt: noon + 210, attempts: 2 }]);
      await outbox.retryAt(message.id, noon + 500);
      expect(await outbox.take(noon + 499, 100, 10)).toEqual([]);
      expect(await outbox.take(noon + 500, 100, 10)).toHaveLength(1);
      await outbox.done(message.id);
      expect(await outbox.backlog()).toEqual({ waiting: 0, oldestAt: null });
      await outbox.done('x');
    });

    test('a message that is given up is gone', async () => {
      const { outbox } = subject().storage;
      const message = newMessage(noon);
      await outbox.put(message);
      await outbox.drop(message.id);
      expect(await outbox.take(noon, 100, 10)).toEqual([]);
    });

    test('many who take at once never take the same', async () => {
      const { outbox } = subject().storage;
      const messages = Array.from({ length: 60 }, () => newMessage(noon));
      for (const message of messages) await outbox.put(message);
      const taken = (await Promise.all(Array.from({ length: 20 }, () => outbox.take(noon, 100, 3)))).flat();
      const ids = taken.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      while (ids.length < messages.length) {
        const rest = await outbox.take(noon, 100, 3);
        expect(rest.length).toBeGreaterThan(0);
        ids.push(...rest.map(({ id }) => id));
      }
      expect(ids.sort()).toEqual(messages.map(({ id }) => id).sort());
      expect(await outbox.take(noon, 100, 3)).toEqual([]);
    });

    test('a message that is put in a transaction that fails is never sent', async () => {
      const { storage } = subject();
      const before = await storage.outbox.backlog();
      const failing = storage.transaction(async (stores) => {
        await stores.outbox.put(newMessage(noon));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await storage.outbox.backlog()).toEqual(before);
    });
  });
});
