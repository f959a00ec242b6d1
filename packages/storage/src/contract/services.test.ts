import type { Service } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import type { Storage } from '../index.ts';
import { onEachEngine } from './engines.ts';
import { addSession, day, endingAt, newHash, newId, noon } from './fixtures.ts';
import { addExternal, addExternals, addService } from './service-fixtures.ts';

async function addCredential(
  storage: Storage,
  { id: serviceId, organizationId }: Service,
  ownEndAt: number | null = null,
) {
  const id = newId();
  const tokenHash = newHash();
  await storage.services.insertCredential({
    id,
    tokenHash,
    serviceId,
    organizationId,
    name: 'backend',
    permissions: ['service.sessions.issue'],
    issuedAt: noon,
    ownEndAt,
    accountGeneration: 0,
    organizationGeneration: 0,
  });
  return { id, tokenHash };
}

describe('services', () => {
  onEachEngine(createDatabase, (subject) => {
    test('are found by id and by name in any case, until they are removed, which frees the name', async () => {
      const { storage } = subject();
      const service = await addService(storage);
      expect(await storage.services.find(service.id)).toEqual(service);
      expect(await storage.services.findByName(service.name.toUpperCase())).toEqual(service);
      const changed = { ...service, name: `${service.name} renamed`, origins: [] };
      await storage.services.change(changed);
      expect(await storage.services.findByName(service.name)).toBeNull();
      expect(await storage.accounts.find(service.id)).toMatchObject({ displayName: changed.name });
      await storage.services.remove(service.id, noon);
      expect(await storage.services.find(service.id)).toBeNull();
      expect((await storage.services.list()).map(({ id }) => id)).not.toContain(service.id);
      const { rows } = await storage.accounts.page({ after: null, limit: 200 });
      expect(rows.map(({ id }) => id)).not.toContain(service.id);
    });

    test('have credentials that no limit of the policy binds, and that end at their own time', async () => {
      const { storage } = subject();
      const service = await addService(storage);
      const { id, tokenHash } = await addCredential(storage, service, noon + 900 * day);
      const { credential } = await storage.verifiers.lookUp(tokenHash);
      expect(credential).toMatchObject({
        kind: 'service_credential',
        accountId: service.id,
        idleLimitMs: null,
        absoluteLimitMs: null,
        ownEndAt: noon + 900 * day,
      });
      await storage.services.setOwnEnd(id, noon + day);
      await storage.services.setOwnEnd(id, noon + 2 * day);
      expect(await storage.services.findCredential(id)).toMatchObject({ ownEndAt: noon + day, outlived: false });
      expect((await storage.verifiers.lookUp(tokenHash)).credential?.ownEndAt).toBe(noon + day);
    });

    test('have credentials that end one by one, or all at once', async () => {
      const { storage } = subject();
      const service = await addService(storage);
      const [one, other] = [await addCredential(storage, service), await addCredential(storage, service)];
      await storage.credentials.end({ id: one.id }, endingAt(noon + 1));
      expect(await storage.services.findCredential(one.id)).toMatchObject({ revokedAt: noon + 1 });
      expect(await storage.services.keepCredential(other.id, service.id)).toMatchObject({ outlived: false });
      const all = { accountId: service.id, kinds: ['service_credential'] } as const;
      expect(await storage.credentials.endAll(all, endingAt(noon + 2))).toMatchObject({ count: 1 });
      expect(await storage.services.findCredential(other.id)).toMatchObject({ revokedAt: null, outlived: true });
      expect((await storage.services.listCredentials(service.id)).map(({ id }) => id)).toEqual([other.id, one.id]);
    });

    test('bring accounts, each external id once', async () => {
      const { storage } = subject();
      const [service, rival] = [await addService(storage), await addService(storage)];
      const before = [await storage.accounts.countOfServices(), await storage.accounts.count()];
      const accountId = await addExternal(storage, service, 'Ada');
      expect(await storage.accounts.countOfServices()).toBe((before[0] ?? 0) + 1);
      expect(await storage.accounts.count()).toBe(before[1]);
      const account = { accountId, serviceId: service.id, externalId: 'Ada', emails: ['a@b.org'] };
      expect(await storage.services.findExternal(service.id, 'Ada')).toEqual(account);
      expect(await storage.services.findExternalOf(accountId)).toEqual(account);
      expect(await storage.services.findExternal(service.id, 'ada')).toBeNull();
      expect(await storage.services.findExternal(rival.id, 'Ada')).toBeNull();
      await expect(addExternal(storage, service, 'Ada')).rejects.toThrow(/unique/i);
      await storage.services.setEmails(accountId, []);
      expect(await storage.services.findExternalOf(accountId)).toEqual({ ...account, emails: [] });
    });

    test('bring many accounts at once, each a whole one, or none', async () => {
      const { storage } = subject();
      const [service, rival] = [await addService(storage), await addService(storage)];
      await addExternal(storage, rival, 'b');
      const odd = ['a', '"b"', 'å\u2028', '123', "c'; --"];
      const ids = await addExternals(storage, service, odd);
      await storage.services.addExternals([]);
      const found = await storage.services.findExternals(service.id, [...odd, 'b', 'unknown']);
      expect(found.map(({ externalId }) => externalId).sort()).toEqual([...odd].sort());
      for (const [place, accountId] of ids.entries()) {
        expect(await storage.services.findExternalOf(accountId)).toMatchObject({ externalId: odd[place] });
        expect(await storage.accounts.find(accountId)).toMatchObject({ id: accountId, disabledAt: null });
        const { organizationId } = service;
        expect(await storage.organizations.membershipsOf(accountId)).toMatchObject([
          { accountId, organizationId, role: 'member', lockedOutAt: null, lockedOutBy: null },
        ]);
      }
      const again = storage.transaction((stores) => addExternals(stores, service, ['new', 'a']));
      await expect(again).rejects.toThrow(/unique/i);
      expect(await storage.services.findExternal(service.id, 'new')).toBeNull();
    });

    test('end every session of their accounts at once, and of no others', async () => {
      const { storage } = subject();
      const [service, rival] = [await addService(storage), await addService(storage)];
      const accounts = [await addExternal(storage, service, 'a'), await addExternal(storage, service, 'b')];
      const spared = await addSession(storage, await addExternal(storage, rival, 'a'));
      const sessions = [];
      for (const accountId of accounts) sessions.push(await addSession(storage, accountId));
      await storage.credentials.end({ id: sessions[0]?.id ?? '' }, endingAt(noon + 1));
      const ending = endingAt(noon + 2, { reason: 'service_removed' });
      const ended = await storage.transaction((stores) => stores.services.endSessionsOf(service.id, ending));
      expect(ended).toEqual({ count: 1, accountIds: accounts });
      expect(await storage.credentials.find(sessions[0]?.id ?? '')).toMatchObject({ ending: endingAt(noon + 1) });
      expect(await storage.credentials.find(sessions[1]?.id ?? '')).toMatchObject({ ending, outlived: true });
      expect(await storage.credentials.find(spared.id)).toMatchObject({ ending: null });
      await storage.transaction((stores) => stores.services.endSessionsOf(service.id, ending));
      expect(
        (await storage.credentials.generations(accounts[0] ?? '', service.organizationId, 'session')).account,
      ).toBe(2);
    });
  });
});
