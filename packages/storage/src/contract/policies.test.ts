import { defaultPolicy, type Policy } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addChild, addSession, hour, noon } from './fixtures.ts';

const strict: Policy = { ...defaultPolicy, idleLimitMinutes: 60, absoluteLimitMinutes: 120 };

describe('what a changed policy would touch', () => {
  onEachEngine(createDatabase, (subject) => {
    const home = async () => (await subject().storage.organizations.default()).id;

    test('a version that each change raises', async () => {
      const { organizations, policies } = subject().storage;
      const before = await policies.version(await home());
      await organizations.setPolicy(await home(), defaultPolicy);
      expect(await policies.version(await home())).toBe(before + 1);
      await expect(policies.version('x')).rejects.toThrow('no result');
    });

    test('live sessions that run out, and why: each once, no child, and none that has ended or run out already', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const idle = await addSession(storage, account.id, { issuedAt: noon - hour });
      await addChild(storage, idle);
      const busy = { issuedAt: noon - 2 * hour, lastUsedAt: noon };
      await addSession(storage, account.id, busy);
      await addSession(storage, account.id, { issuedAt: noon - hour + 1 });
      await addSession(storage, account.id, { ...busy, lifetime: 'remembered' });
      await addSession(storage, account.id, { issuedAt: noon - 25 * hour, lastUsedAt: noon });
      const ended = await addSession(storage, account.id, busy);
      const ending = { reason: 'signed_out', at: noon, by: { accountId: null, deviceId: null } } as const;
      await storage.transaction((stores) => stores.credentials.end({ id: ended.id }, ending));
      const found = await storage.policies.runningOut(await home(), strict, noon, 100);
      expect(
        found
          .filter(({ accountId }) => accountId === account.id)
          .map(({ why }) => why)
          .sort(),
      ).toEqual(['expired', 'idle']);
      expect(await storage.policies.runningOut(await home(), strict, noon, 1)).toHaveLength(1);
      const refused: Policy = { ...defaultPolicy, absoluteLimitMinutes: 120, keepSignedIn: 'refused' };
      const remembered = await storage.policies.runningOut(await home(), refused, noon, 100);
      expect(remembered.filter(({ accountId }) => accountId === account.id)).toHaveLength(2);
    });

    test('who has more sessions than that, newest sessions with where they are used, and one’s own, longest unused first', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const used = async (at: number, address: string) =>
        (await addSession(storage, account.id, { issuedAt: at, address })).id;
      const middle = await used(noon - 2_000, '192.0.2.1');
      const oldest = await used(noon - 3_000, '192.0.2.2');
      const newest = await used(noon - 1_000, '192.0.2.3');
      await addChild(storage, { id: middle, accountId: account.id });
      await addSession(storage, account.id, { fromSessionId: middle });
      const own = await storage.credentials.liveInOrganization(account.id, await home(), noon);
      expect(own).toEqual([oldest, middle, newest]);
      expect(await storage.policies.holdersOfMore(await home(), 2, noon, 100)).toContain(account.id);
      expect(await storage.policies.holdersOfMore(await home(), 3, noon, 100)).not.toContain(account.id);
      const uses = await storage.policies.lastUses(await home(), noon, 3);
      expect(uses.map(({ address }) => address)).toEqual(['192.0.2.3', '192.0.2.2', '192.0.2.1']);
    });
  });
});
