import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { newHash, newId, noon } from './fixtures.ts';

const mail = { kind: 'mail', target: '' } as const;
const lane = (target: string) => ({ kind: 'webhook' as const, target });

describe('the outbox', () => {
  onEachEngine(createDatabase, (subject) => {
    const newMessage = (dueAt: number) => ({
      id: newId(),
      ...mail,
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
      expect(await outbox.take(mail, noon + 9, 100, 10)).toEqual([]);
      expect(await outbox.take(mail, noon + 10, 100, 10)).toEqual([{ ...message, dueAt: noon + 110, attempts: 1 }]);
      expect(await outbox.take(mail, noon + 109, 100, 10)).toEqual([]);
      expect(await outbox.take(mail, noon + 110, 100, 10)).toEqual([{ ...message, dueAt: noon + 210, attempts: 2 }]);
      await outbox.retryAt(message.id, noon + 500);
      expect(await outbox.take(mail, noon + 499, 100, 10)).toEqual([]);
      expect(await outbox.take(mail, noon + 500, 100, 10)).toHaveLength(1);
      await outbox.done(message.id);
      expect(await outbox.backlog()).toEqual({ waiting: 0, oldestAt: null });
      await outbox.done('x');
    });

    test('a message that is given up is gone', async () => {
      const { outbox } = subject().storage;
      const message = newMessage(noon);
      await outbox.put(message);
      await outbox.drop(message.id);
      expect(await outbox.take(mail, noon, 100, 10)).toEqual([]);
    });

    test('each lane is taken from by itself, and only lanes with something due are named', async () => {
      const { outbox } = subject().storage;
      const [one, other] = [lane(newId()), lane(newId())];
      const later = { ...newMessage(noon + 50), ...other };
      const mailed = newMessage(noon);
      for (const message of [{ ...newMessage(noon), ...one }, later, mailed]) await outbox.put(message);
      const ofWebhooks = (now: number) => outbox.dueLanes(['webhook'], now);
      expect(await ofWebhooks(noon - 1)).toEqual([]);
      expect(await ofWebhooks(noon)).toEqual([one]);
      expect(await ofWebhooks(noon + 50)).toHaveLength(2);
      expect(await outbox.dueLanes(['mail'], noon)).toEqual([mail]);
      await outbox.done(mailed.id);
      expect(await outbox.take(other, noon, 100, 10)).toEqual([]);
      expect(await outbox.take(other, noon + 50, 100, 10)).toHaveLength(1);
      expect(await ofWebhooks(noon + 50)).toEqual([one]);
    });

    test('a message that is laid aside is not taken, is counted, can be revived, and is forgotten one day', async () => {
      const { outbox } = subject().storage;
      const aside = lane(newId());
      const [revived, forgotten] = [newMessage(noon), newMessage(noon)];
      for (const message of [revived, forgotten]) await outbox.put({ ...message, ...aside });
      await outbox.take(aside, noon, 100, 10);
      const before = await outbox.backlog();
      await outbox.layAside(revived.id, noon);
      expect(await outbox.count(aside)).toEqual({ waiting: 1, laidAside: 1 });
      expect((await outbox.backlog()).waiting).toBe(before.waiting - 1);
      expect((await outbox.take(aside, noon + 100, 100, 10)).map(({ id }) => id)).toEqual([forgotten.id]);
      expect(await outbox.revive(aside, noon + 150)).toBe(1);
      expect(await outbox.take(aside, noon + 150, 100, 10)).toMatchObject([{ id: revived.id, attempts: 1 }]);
      await outbox.layAside(forgotten.id, noon);
      expect(await outbox.forgetLaidAside(noon, 10)).toBe(0);
      expect(await outbox.forgetLaidAside(noon + 1, 10)).toBe(1);
      expect(await outbox.count(aside)).toEqual({ waiting: 1, laidAside: 0 });
    });

    test('many who take at once never take the same', async () => {
      const { outbox } = subject().storage;
      const messages = Array.from({ length: 60 }, () => newMessage(noon));
      for (const message of messages) await outbox.put(message);
      const taken = (await Promise.all(Array.from({ length: 20 }, () => outbox.take(mail, noon, 100, 3)))).flat();
      const ids = taken.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      while (ids.length < messages.length) {
        const rest = await outbox.take(mail, noon, 100, 3);
        expect(rest.length).toBeGreaterThan(0);
        ids.push(...rest.map(({ id }) => id));
      }
      expect(ids.sort()).toEqual(messages.map(({ id }) => id).sort());
      expect(await outbox.take(mail, noon, 100, 3)).toEqual([]);
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
