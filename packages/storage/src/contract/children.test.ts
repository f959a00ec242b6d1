import { whyUnusable } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import type { Storage } from '../index.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addChild, addDevice, addSession, endingAt, hour, minute, newId, noon } from './fixtures.ts';

/** A parent with two children, and a neighbor of the same account with one. */
async function addFamily(storage: Storage) {
  const account = await addAccount(storage);
  const deviceId = await addDevice(storage, account.id);
  const special = { lifetime: 'remembered', assurance: 2, serviceId: newId() } as const;
  const parent = await addSession(storage, account.id, { deviceId, ...special });
  const neighbor = await addSession(storage, account.id);
  const app = await addChild(storage, parent, { host: 'app.example.org' });
  const wiki = await addChild(storage, parent);
  const other = await addChild(storage, neighbor);
  if (app === null || wiki === null || other === null) throw new Error('A child was not born.');
  return { account, parent, neighbor, app, wiki, other };
}

describe('children of sessions', () => {
  onEachEngine(createDatabase, (subject) => {
    const stateOf = async ({ tokenHash }: { readonly tokenHash: Uint8Array }, now = noon) => {
      const { credential } = await subject().storage.verifiers.lookUp(tokenHash);
      return credential === null ? 'unknown' : (whyUnusable(credential, now) ?? 'good');
    };

    test('a child has all limits of its parent', async () => {
      const { storage } = subject();
      const { account, parent } = await addFamily(storage);
      await storage.credentials.endAll({ accountId: account.id, kinds: ['session'], except: [parent.id] }, endingAt(1));
      const child = await addChild(storage, parent, { at: noon + hour, address: '192.0.2.9' });
      const { credential: ofParent } = await storage.verifiers.lookUp(parent.tokenHash);
      const { credential: ofChild } = await storage.verifiers.lookUp(child?.tokenHash ?? Buffer.alloc(32));
      expect(ofChild).toEqual({ ...ofParent, id: child?.id, lastUsedAt: noon + hour });
      const record = await storage.credentials.find(parent.id);
      expect(await storage.credentials.find(child?.id ?? '')).toEqual({
        ...record,
        id: child?.id,
        parentId: parent.id,
        lastUsedAt: noon + hour,
        firstAddress: '192.0.2.9',
        lastAddress: '192.0.2.9',
      });
    });

    test('children end with their parent, and nobody else does', async () => {
      const { storage } = subject();
      const { parent, neighbor, app, wiki, other } = await addFamily(storage);
      const ended = await storage.credentials.end({ id: parent.id }, endingAt(noon));
      expect(ended.map(({ id }) => id)).toEqual([parent.id, ...[app.id, wiki.id].sort()]);
      expect(await Promise.all([parent, app, wiki].map((one) => stateOf(one)))).toEqual(Array(3).fill('revoked'));
      expect(await Promise.all([neighbor, other].map((one) => stateOf(one)))).toEqual(['good', 'good']);
      expect(await storage.credentials.find(wiki.id)).toMatchObject({ ending: endingAt(noon) });
    });

    test('a child may end alone', async () => {
      const { storage } = subject();
      const { parent, app, wiki } = await addFamily(storage);
      expect(await storage.credentials.end({ id: app.id }, endingAt(noon))).toHaveLength(1);
      expect(await Promise.all([parent, wiki].map((one) => stateOf(one)))).toEqual(['good', 'good']);
    });

    test("children end with their parent's device", async () => {
      const { storage } = subject();
      const { parent, app, wiki } = await addFamily(storage);
      expect(await storage.credentials.end({ deviceId: parent.deviceId ?? '' }, endingAt(noon))).toHaveLength(3);
      expect(await Promise.all([app, wiki].map((one) => stateOf(one)))).toEqual(['revoked', 'revoked']);
    });

    test('children of what is spared are spared, and one ending is counted for a family', async () => {
      const { storage } = subject();
      const { account, parent, neighbor, app, wiki, other } = await addFamily(storage);
      const others = { accountId: account.id, kinds: ['session'] as const, except: [parent.id] };
      expect(await storage.credentials.endAll(others, endingAt(noon))).toMatchObject({ count: 1 });
      expect(await storage.credentials.endAll(others, endingAt(noon))).toMatchObject({ count: 0 });
      expect(await Promise.all([parent, app, wiki].map((one) => stateOf(one)))).toEqual(Array(3).fill('good'));
      expect(await Promise.all([neighbor, other].map((one) => stateOf(one)))).toEqual(['revoked', 'revoked']);
    });

    test('children are held with their parent, spared with it, and come back with it', async () => {
      const { storage } = subject();
      const { credentials } = storage;
      const { account, parent, neighbor, app, wiki, other } = await addFamily(storage);
      const [alone, others] = [newId(), newId()];
      expect(await credentials.hold({ id: parent.id }, alone, noon, noon + minute)).toHaveLength(3);
      expect(await Promise.all([parent, app, wiki].map((one) => stateOf(one)))).toEqual(Array(3).fill('held'));
      const all = { accountId: account.id, kinds: ['session'] as const };
      expect(await credentials.hold({ ...all, except: [neighbor.id] }, others, noon, noon + minute)).toEqual([]);
      expect(await Promise.all([neighbor, other].map((one) => stateOf(one)))).toEqual(['good', 'good']);
      expect((await credentials.heldBy(alone))[0]).toMatchObject({ id: parent.id });
      expect(await credentials.release({ id: parent.id })).toHaveLength(3);
      expect(await Promise.all([parent, app, wiki].map((one) => stateOf(one)))).toEqual(Array(3).fill('good'));
      expect(await credentials.hold({ ...all, except: [parent.id] }, others, noon, noon + minute)).toHaveLength(2);
      expect(await stateOf(other)).toBe('held');
      expect(await credentials.release({ holdId: others })).toHaveLength(2);
    });

    test('the use of a child is one of its parent, and not the other way round', async () => {
      const { storage } = subject();
      const { parent, app, wiki } = await addFamily(storage);
      await storage.credentials.noteUses([
        { id: app.id, at: noon + 2, address: '192.0.2.2' },
        { id: parent.id, at: noon + 1, address: '192.0.2.3' },
      ]);
      expect(await storage.credentials.find(app.id)).toMatchObject({ lastUsedAt: noon + 2 });
      expect(await storage.credentials.find(wiki.id)).toMatchObject({ lastUsedAt: noon });
      expect(await storage.credentials.find(parent.id)).toMatchObject({
        lastUsedAt: noon + 2,
        lastAddress: '192.0.2.2',
      });
    });

    test('no list names a child; its parent does, for as long as it lives', async () => {
      const { storage } = subject();
      const { credentials } = storage;
      const { account, parent, neighbor, app, wiki, other } = await addFamily(storage);
      const page = { after: null, limit: 100 };
      const live = await credentials.listLiveSessions(account.id, noon, 100);
      expect(live.map(({ id }) => id).sort()).toEqual([parent.id, neighbor.id].sort());
      const ofOrganization = await credentials.pageOrganizationSessions(parent.organizationId, noon, page);
      expect(ofOrganization.rows.filter(({ parentId }) => parentId !== null)).toEqual([]);

      await credentials.noteUses([{ id: wiki.id, at: noon + 5, address: null }]);
      const listed = { parentId: parent.id, since: noon };
      expect(await credentials.listChildren([parent.id, newId(), 'x'], noon)).toEqual([
        { ...listed, id: app.id, host: 'app.example.org', lastUsedAt: noon },
        { ...listed, id: wiki.id, host: 'wiki.example.org', lastUsedAt: noon + 5 },
      ]);
      await credentials.end({ id: app.id }, endingAt(noon));
      expect(await credentials.listChildren([parent.id, neighbor.id], noon)).toMatchObject([
        { id: wiki.id },
        { id: other.id },
      ]);
      await credentials.end({ id: parent.id }, endingAt(noon));
      expect(await credentials.listChildren([parent.id], noon)).toEqual([]);
      const ended = await credentials.pageEndedSessions(account.id, noon, page);
      expect(ended.rows.map(({ id }) => id)).toEqual([parent.id]);
      expect(await credentials.listChildren([], noon)).toEqual([]);
    });
  });
});
