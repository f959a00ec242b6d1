import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addSession, client, endingAt, hour, minute, newHash, newId, noon } from './fixtures.ts';

describe('sessions', () => {
  onEachEngine(createDatabase, (subject) => {
    test('a session is found by its hash with everything that it was born with', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id, { lifetime: 'remembered', assurance: 2 });
      const found = {
        id: session.id,
        kind: 'session',
        accountId: account.id,
        organizationId: session.organizationId,
        deviceId: null,
        parentId: null,
        lifetime: 'remembered',
        assurance: 2,
        issuedAt: noon,
        authenticatedAt: noon,
        lastUsedAt: noon,
        idleLimitMs: 14 * 24 * hour,
        absoluteLimitMs: 30 * 24 * hour,
        heldUntil: null,
        revokedAt: null,
        ownEndAt: null,
        outlived: false,
        holdId: null,
        method: 'password',
        serviceId: null,
        fromSessionId: null,
        returnTo: null,
        client,
        firstAddress: '192.0.2.1',
        lastAddress: '192.0.2.1',
        ending: null,
      };
      expect(await storage.credentials.findByHash(session.tokenHash)).toEqual(found);
      expect(await storage.credentials.find(session.id)).toEqual(found);
      expect(await storage.credentials.find(session.id.toUpperCase())).toEqual(found);
      expect(await storage.transaction((stores) => stores.credentials.lock(session.id))).toEqual(found);
      expect(await storage.credentials.findByHash(newHash())).toBeNull();
      expect(await storage.credentials.find(newId())).toBeNull();
      const { id, accountId, organizationId, deviceId, parentId, fromSessionId, serviceId } = found;
      const holder = { id, accountId, organizationId, deviceId, parentId, fromSessionId, serviceId };
      expect(await storage.credentials.holderOf(id.toUpperCase())).toEqual(holder);
      expect(await storage.credentials.holderOf(newId())).toBeNull();
    });

    test('the hot look-up answers with the credential and the epoch, and with the epoch alone for what is unknown', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      const epoch = await storage.authority.raise([]);
      expect(await storage.verifiers.lookUp(session.tokenHash)).toEqual({
        epoch,
        credential: {
          id: session.id,
          kind: 'session',
          accountId: account.id,
          organizationId: session.organizationId,
          deviceId: null,
          assurance: 1,
          issuedAt: noon,
          authenticatedAt: noon,
          lastUsedAt: noon,
          heldUntil: null,
          revokedAt: null,
          idleLimitMs: 12 * hour,
          absoluteLimitMs: 24 * hour,
          outlived: false,
          ownEndAt: null,
          addressRanges: [],
        },
      });
      expect(await storage.verifiers.lookUp(newHash())).toEqual({ epoch, credential: null });
    });

    test('the hot look-up answers for many in the order in which they were asked for, in one snapshot', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const sessions = [];
      for (let count = 0; count < 60; count++) sessions.push(await addSession(storage, account.id));
      const epoch = await storage.authority.raise([]);
      const known = new Map(sessions.map((session) => [session.tokenHash, session.id]));
      const asked = [...known.keys()].reverse().flatMap((tokenHash) => [newHash(), tokenHash]);
      const found = await storage.verifiers.lookUpAll(asked);
      expect(found.epoch).toBe(epoch);
      expect(found.credentials.map((one) => one?.id)).toEqual(asked.map((tokenHash) => known.get(tokenHash)));
    });

    test('a session that was ended stays ended, with its first reason, and no use brings it back', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      const ending = endingAt(noon + 1, { by: { accountId: account.id, deviceId: null } });
      expect(await storage.credentials.end({ id: session.id }, ending)).toEqual([
        {
          id: session.id,
          kind: 'session',
          accountId: account.id,
          organizationId: session.organizationId,
          deviceId: null,
          parentId: null,
        },
      ]);
      expect(await storage.credentials.end({ id: session.id }, endingAt(noon + 2, { reason: 'idle' }))).toEqual([]);
      await storage.credentials.noteUses([{ id: session.id, at: noon + minute, address: '192.0.2.9' }]);
      expect(await storage.credentials.rotate(session.id, newHash(), noon, 1)).toBe(false);
      expect(await storage.credentials.hold({ id: session.id }, newId(), noon, noon + minute)).toEqual([]);
      expect(await storage.credentials.find(session.id)).toMatchObject({
        lastUsedAt: noon,
        lastAddress: '192.0.2.1',
        revokedAt: noon + 1,
        holdId: null,
        ending,
      });
      expect((await storage.verifiers.lookUp(session.tokenHash)).credential?.revokedAt).toBe(noon + 1);
    });

    test('uses are noted in one go, the latest of each, and never move a time backwards', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const one = await addSession(storage, account.id);
      const other = await addSession(storage, account.id);
      await storage.credentials.noteUses([]);
      await storage.credentials.noteUses([
        { id: one.id, at: noon + 3, address: '192.0.2.3' },
        { id: one.id, at: noon + 2, address: '192.0.2.2' },
        { id: other.id, at: noon + 5, address: null },
        { id: 'not an id', at: noon + 5, address: null },
        { id: newId(), at: noon + 5, address: null },
      ]);
      await storage.credentials.noteUses([{ id: one.id, at: noon + 1, address: '192.0.2.1' }]);
      expect(await storage.credentials.find(one.id)).toMatchObject({ lastUsedAt: noon + 3, lastAddress: '192.0.2.3' });
      expect(await storage.credentials.find(other.id)).toMatchObject({
        lastUsedAt: noon + 5,
        lastAddress: '192.0.2.1',
      });
    });

    test('a rotated session answers to its new token only', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      const tokenHash = newHash();
      expect(await storage.credentials.rotate(session.id, tokenHash, noon + 7, 2)).toBe(true);
      expect(await storage.credentials.findByHash(session.tokenHash)).toBeNull();
      expect(await storage.credentials.findByHash(tokenHash)).toMatchObject({
        id: session.id,
        authenticatedAt: noon + 7,
        assurance: 2,
      });
      expect(await storage.credentials.rotate(newId(), newHash(), noon, 1)).toBe(false);
    });
  });
});
