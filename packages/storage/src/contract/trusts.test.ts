import type { Trust } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addDevice, day, newHash, newId, noon } from './fixtures.ts';

describe('trust in devices', () => {
  onEachEngine(createDatabase, (subject) => {
    const addTrust = async (accountId: string, given: Partial<Trust> = {}): Promise<Trust> => {
      const { storage } = subject();
      const trust: Trust = {
        id: newId(),
        deviceId: await addDevice(storage, accountId),
        accountId,
        organizationId: (await storage.organizations.default()).id,
        tokenHash: newHash(),
        previousHash: null,
        rotatedAt: noon,
        grantedAt: noon,
        ...given,
      };
      await storage.trusts.insert(trust);
      return trust;
    };

    test('is found by device and organization as it was made', async () => {
      const { trusts } = subject().storage;
      const account = await addAccount(subject().storage);
      const trust = await addTrust(account.id);
      expect(await trusts.find(trust.deviceId, trust.organizationId)).toEqual(trust);
      expect(await trusts.find(trust.deviceId, newId())).toBeNull();
      expect(await trusts.listOf(account.id)).toEqual([trust]);
    });

    test('remembers every token that was spent, and no current one nor the one before it', async () => {
      const { trusts } = subject().storage;
      const first = await addTrust((await addAccount(subject().storage)).id);
      const [second, third] = [newHash(), newHash()];
      await trusts.rotate(first, second, noon + 1);
      const rotated = { ...first, tokenHash: second, previousHash: first.tokenHash, rotatedAt: noon + 1 };
      expect(await trusts.find(first.deviceId, first.organizationId)).toEqual(rotated);
      await trusts.rotate(rotated, third, noon + 2);
      expect((await trusts.findBySpent(first.tokenHash))?.id).toBe(first.id);
      expect(await trusts.findBySpent(second)).toBeNull();
      expect(await trusts.findBySpent(third)).toBeNull();
      await trusts.end({ deviceId: first.deviceId });
      expect(await trusts.findBySpent(first.tokenHash)).toBeNull();
    });

    test('ends by device, by device and organization, by account, and altogether', async () => {
      const { trusts } = subject().storage;
      const [account, other] = [await addAccount(subject().storage), await addAccount(subject().storage)];
      const [one, two, theirs] = [await addTrust(account.id), await addTrust(account.id), await addTrust(other.id)];
      expect(await trusts.end({ deviceId: one.deviceId, organizationId: newId() })).toEqual([]);
      expect(await trusts.end({ deviceId: one.deviceId })).toEqual([one]);
      expect(await trusts.end({ accountId: account.id })).toEqual([two]);
      expect(await trusts.listOf(other.id)).toEqual([theirs]);
      await trusts.endAll();
      expect(await trusts.listOf(other.id)).toEqual([]);
    });

    test('is forgotten once the policy lets it count no more', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const trust = await addTrust(account.id);
      const policy = await storage.organizations.policy(trust.organizationId);
      await storage.organizations.setPolicy(trust.organizationId, { ...policy, secondFactor: 'off', trustDays: 2 });
      expect(await storage.trusts.forget(noon + 2 * day - 1, 200)).toBe(0);
      expect(await storage.trusts.forget(noon + 2 * day, 200)).toBe(1);
      await addTrust(account.id);
      await storage.organizations.setPolicy(trust.organizationId, { ...policy, secondFactor: 'always' });
      expect(await storage.trusts.forget(noon, 200)).toBe(1);
      await storage.organizations.setPolicy(trust.organizationId, policy);
    });
  });
});
