import { defaultPolicy, type Policy, type Stretch } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import {
  accountsOf,
  addAccount,
  addChild,
  addDevice,
  addSession,
  bear,
  hour,
  newAccount,
  newHash,
  newId,
  noon,
} from './fixtures.ts';
import { addExternal, addService } from './service-fixtures.ts';

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
      const { found, next } = await storage.policies.runningOut(await home(), strict, noon, null);
      expect(next).toBeNull();
      expect(
        found
          .filter(({ accountId }) => accountId === account.id)
          .map(({ why }) => why)
          .sort(),
      ).toEqual(['expired', 'idle']);
      const refused: Policy = { ...defaultPolicy, absoluteLimitMinutes: 120, keepSignedIn: 'refused' };
      const remembered = await storage.policies.runningOut(await home(), refused, noon, null);
      expect(remembered.found.filter(({ accountId }) => accountId === account.id)).toHaveLength(2);
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
      await addSession(storage, account.id, { fromSessionId: middle, serviceId: (await addService(storage)).id });
      const own = await storage.credentials.liveInOrganization(account.id, await home(), noon);
      expect(own).toEqual([oldest, middle, newest]);
      const holdersOf = async (more: number) =>
        (await storage.policies.holdersOfMore(await home(), more, noon, null)).found;
      expect(await holdersOf(2)).toContain(account.id);
      expect(await holdersOf(3)).not.toContain(account.id);
      const { found } = await storage.policies.lastUses(await home(), noon, null);
      const addresses = found.filter(({ accountId }) => accountId === account.id).map(({ address }) => address);
      expect(addresses).toEqual(['192.0.2.3', '192.0.2.2', '192.0.2.1']);
    });

    test('members who have no second factor that could be asked for, but for those who cannot sign in here', async () => {
      const { storage } = subject();
      const { accounts, factors, organizations, policies } = storage;
      const [none = '', onPaper = '', withApp = '', out = '', disabled = ''] = await accountsOf(storage, 5);
      const external = await addExternal(storage, await addService(storage), 'kim');
      const factorOf = (accountId: string) => ({ id: newId(), accountId, name: null, createdAt: noon });
      await factors.insertRecoveryCodes(factorOf(onPaper), [newHash()]);
      await factors.insertAuthenticator(factorOf(withApp), newHash(), 5);
      await organizations.setLockedOut(out, await home(), { at: noon, by: 'organization' });
      await accounts.setDisabled(disabled, noon);
      const { found, next } = await policies.withoutFactor(await home(), null);
      expect(next).toBeNull();
      expect(found).toEqual(expect.arrayContaining([none, onPaper]));
      for (const id of [withApp, out, disabled, external]) expect(found).not.toContain(id);
      expect((await policies.withoutFactor(await home(), onPaper)).found).not.toContain(onPaper);
    });

    test('of many members and sessions a stretch at a time, each once', { timeout: 60_000 }, async () => {
      const { storage } = subject();
      const organizationId = newId();
      await storage.organizations.insert({ id: organizationId, name: 'Many', createdAt: noon, isDefault: false });
      const ids = await storage.transaction(async (stores) => {
        const membership = { organizationId, role: 'member', joinedAt: noon } as const;
        const accounts = Array.from({ length: 2_001 }, () => newAccount());
        for (const account of accounts) {
          await stores.accounts.insert(account);
          await stores.organizations.addMember({ accountId: account.id, ...membership });
        }
        for (let nth = 0; nth < 5_001; nth += 1) {
          await bear(stores, accounts[0]?.id ?? '', { organizationId, issuedAt: noon - 3 * hour });
        }
        return accounts.map(({ id }) => id);
      });
      const { withoutFactor, runningOut } = storage.policies;
      const all = async <One>(look: (from: string | null) => Promise<Stretch<One>>): Promise<One[]> => {
        const looked = [await look(null)];
        for (let next = looked[0]?.next ?? null; next !== null; next = looked.at(-1)?.next ?? null) {
          looked.push(await look(next));
        }
        return looked.flatMap(({ found }) => found);
      };
      expect(await all((from) => withoutFactor(organizationId, from))).toEqual(ids.toReversed());
      const expired = await all((from) => runningOut(organizationId, strict, noon, from));
      expect(expired).toHaveLength(5_001);
      const holders = await all((from) => storage.policies.holdersOfMore(organizationId, 5_000, noon, from));
      expect(holders).toEqual([ids[0]]);
    });

    test('whose devices were trusted in that time', async () => {
      const { storage } = subject();
      const { id: accountId } = await addAccount(storage);
      const elsewhere = newId();
      await storage.organizations.insert({ id: elsewhere, name: 'Elsewhere', createdAt: noon, isDefault: false });
      const trust = async (grantedAt: number, organizationId: string) => {
        const deviceId = await addDevice(storage, accountId);
        const token = { tokenHash: newHash(), previousHash: null, rotatedAt: grantedAt };
        await storage.trusts.insert({ id: newId(), deviceId, accountId, organizationId, grantedAt, ...token });
      };
      for (const at of [noon - 2 * hour, noon - hour, noon]) await trust(at, await home());
      await trust(noon - hour, elsewhere);
      const granted = async (after: number, until: number, most = 100) =>
        (await storage.policies.trusting(await home(), { after, until }, most)).length;
      expect(await granted(noon - 2 * hour, noon - hour)).toBe(1);
      expect(await granted(noon - 3 * hour, noon)).toBe(3);
      expect(await granted(0, noon, 2)).toBe(2);
      expect(await granted(noon, noon + hour)).toBe(0);
    });
  });
});
