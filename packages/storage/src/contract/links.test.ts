import type { Link } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, day, newHash, newId, noon } from './fixtures.ts';

describe('links', () => {
  onEachEngine(createDatabase, (subject) => {
    const newLink = (accountId: string | null, given: Partial<Link> = {}): Link => ({
      id: newId(),
      purpose: 'password_reset',
      secretHash: newHash(),
      accountId,
      email: null,
      byCredentialId: null,
      createdAt: noon,
      expiresAt: noon + day,
      usedAt: null,
      ...given,
    });

    test('a link is found by its secret as it was made', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const link = newLink(account.id, { purpose: 'email_verification', email: 'ada@example.org' });
      await storage.links.insert(link);
      expect(await storage.links.findByHash(link.secretHash)).toEqual(link);
      expect(await storage.links.findByHash(newHash())).toBeNull();
    });

    test('those that wait are listed, newest first: of their purpose and account, neither used nor over', async () => {
      const { storage } = subject();
      const [account, other] = [await addAccount(storage), await addAccount(storage)];
      const purpose = 'email_verification';
      const old = newLink(account.id, { purpose, email: 'ada@example.org' });
      const young = newLink(account.id, { purpose, email: 'eva@example.org', createdAt: noon + 1 });
      const others = [
        newLink(account.id, { purpose, usedAt: noon + 1 }),
        newLink(account.id, { purpose, expiresAt: noon + 2 }),
        newLink(account.id),
        newLink(other.id, { purpose }),
      ];
      for (const link of [old, young, ...others]) await storage.links.insert(link);
      expect(await storage.links.waiting(purpose, account.id, noon + 2)).toEqual([young, old]);
      expect(await storage.links.waiting(purpose, account.id, noon + day)).toEqual([]);
    });

    test('of fifty who use a link at once, one does', async () => {
      const { storage } = subject();
      const link = newLink(null);
      await storage.links.insert(link);
      const used = await Promise.all(Array.from({ length: 50 }, (_, use) => storage.links.use(link.id, noon + use)));
      expect(used.filter(Boolean)).toHaveLength(1);
      expect(await storage.links.use('x', noon)).toBe(false);
    });

    test('a newer link retires the older ones of its purpose and account, and only those', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const old = newLink(account.id);
      const used = newLink(account.id, { usedAt: noon + 1 });
      const otherPurpose = newLink(account.id, { purpose: 'email_verification' });
      const nobodys = newLink(null, { purpose: 'setup' });
      for (const link of [old, used, otherPurpose, nobodys]) await storage.links.insert(link);
      await storage.links.retire('password_reset', account.id, noon + 2);
      expect((await storage.links.findByHash(old.secretHash))?.usedAt).toBe(noon + 2);
      expect((await storage.links.findByHash(used.secretHash))?.usedAt).toBe(noon + 1);
      expect((await storage.links.findByHash(otherPurpose.secretHash))?.usedAt).toBeNull();
      expect((await storage.links.findByHash(nobodys.secretHash))?.usedAt).toBeNull();
      await storage.links.retire('setup', null, noon + 3);
      expect((await storage.links.findByHash(nobodys.secretHash))?.usedAt).toBe(noon + 3);
    });

    test('links that ended before a moment are forgotten', async () => {
      const { storage } = subject();
      const long = noon - 10 * day;
      const expired = newLink(null, { createdAt: long, expiresAt: long });
      const used = newLink(null, { createdAt: long, usedAt: long });
      const fresh = newLink(null);
      for (const link of [expired, used, fresh]) await storage.links.insert(link);
      expect(await storage.links.forget(long)).toBe(0);
      expect(await storage.links.forget(long + 1)).toBe(2);
      expect(await storage.links.findByHash(expired.secretHash)).toBeNull();
      expect(await storage.links.findByHash(fresh.secretHash)).not.toBeNull();
    });
  });
});
