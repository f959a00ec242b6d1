import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, client, newHash, newId, noon } from './fixtures.ts';

describe('devices', () => {
  onEachEngine(createDatabase, (subject) => {
    const newDevice = (accountId: string) => ({
      id: newId(),
      accountId,
      name: null,
      client,
      firstSeenAt: noon,
      lastSignInAt: noon,
      removedAt: null,
      lostAt: null,
    });

    test('a browser is recognised for its account, and for no other', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const other = await addAccount(storage);
      const device = newDevice(account.id);
      const browser = newHash();
      await storage.devices.insert(device, browser);
      expect(await storage.devices.findByBrowser(browser, account.id)).toEqual(device);
      expect(await storage.devices.findByBrowser(new Uint8Array(browser), account.id)).toEqual(device);
      expect(await storage.devices.findByBrowser(browser, other.id)).toBeNull();
      expect(await storage.devices.findByBrowser(newHash(), account.id)).toBeNull();
      expect(await storage.devices.find(device.id, account.id)).toEqual(device);
      expect(await storage.devices.find(device.id, other.id)).toBeNull();
      expect(await storage.devices.find('x', account.id)).toBeNull();
    });

    test('a browser is one device of an account, until that is removed', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const browser = newHash();
      const first = newDevice(account.id);
      await storage.devices.insert(first, browser);
      await expect(storage.devices.insert(newDevice(account.id), browser)).rejects.toThrow(/unique/i);
      expect(await storage.devices.remove(first.id, account.id, noon + 1, true)).toBe(true);
      expect(await storage.devices.remove(first.id, account.id, noon + 2, false)).toBe(false);
      expect(await storage.devices.findByBrowser(browser, account.id)).toBeNull();
      expect(await storage.devices.find(first.id, account.id)).toEqual({
        ...first,
        removedAt: noon + 1,
        lostAt: noon + 1,
      });
      const second = newDevice(account.id);
      await storage.devices.insert(second, browser);
      expect(await storage.devices.findByBrowser(browser, account.id)).toEqual(second);
      expect(await storage.devices.listOf(account.id)).toEqual([second]);
    });

    test('a sign-in is noted with what the browser says by now, and a late one changes nothing', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const device = newDevice(account.id);
      await storage.devices.insert(device, newHash());
      const newer = { ...client, browserVersion: '146', model: 'Pixel 9' };
      await storage.devices.noteSignIn(device.id, newer, noon + 5);
      await storage.devices.noteSignIn(device.id, client, noon + 1);
      expect(await storage.devices.find(device.id, account.id)).toMatchObject({
        client: newer,
        lastSignInAt: noon + 5,
        firstSeenAt: noon,
      });
    });

    test('devices are listed by their latest sign-in', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const made = [newDevice(account.id), newDevice(account.id), newDevice(account.id)];
      for (const device of made) await storage.devices.insert(device, newHash());
      await storage.devices.noteSignIn(made[1]?.id ?? '', client, noon + 1);
      const listed = await storage.devices.listOf(account.id);
      expect(listed.map(({ id }) => id)).toEqual([made[1]?.id, made[2]?.id, made[0]?.id]);
    });

    test('only its owner can name or remove a device', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const other = await addAccount(storage);
      const device = newDevice(account.id);
      await storage.devices.insert(device, newHash());
      expect(await storage.devices.rename(device.id, other.id, 'Mine')).toBe(false);
      expect(await storage.devices.remove(device.id, other.id, noon, false)).toBe(false);
      expect(await storage.devices.rename(device.id, account.id, 'Mine')).toBe(true);
      expect(await storage.devices.find(device.id, account.id)).toEqual({ ...device, name: 'Mine' });
      expect(await storage.devices.rename(device.id, account.id, null)).toBe(true);
      expect(await storage.devices.remove(device.id, account.id, noon + 1, false)).toBe(true);
      expect(await storage.devices.rename(device.id, account.id, 'Gone')).toBe(false);
      expect(await storage.devices.find(device.id, account.id)).toEqual({ ...device, removedAt: noon + 1 });
    });
  });
});
