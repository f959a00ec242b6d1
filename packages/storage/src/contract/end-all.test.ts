import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import {
  addAccount,
  addDevice,
  addSession,
  day,
  endingAt,
  endOrganization,
  minute,
  newHash,
  newId,
  noon,
} from './fixtures.ts';

describe('ending everything', () => {
  onEachEngine(createDatabase, (subject) => {
    const kinds = ['session'] as const;

    test('all of an account end at once, with one reason and one actor, and those born later live', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const stranger = await addSession(storage, (await addAccount(storage)).id);
      const before = [await addSession(storage, account.id), await addSession(storage, account.id)];
      const by = { accountId: account.id, deviceId: newId() };
      const ending = endingAt(noon + 1, { reason: 'password_changed', by });
      expect(await storage.credentials.endAll({ accountId: account.id, kinds }, ending)).toMatchObject({ count: 2 });
      const after = await addSession(storage, account.id);
      for (const { id, tokenHash } of before) {
        expect(await storage.credentials.find(id)).toMatchObject({ outlived: true, revokedAt: noon + 1, ending });
        expect(await storage.credentials.findByHash(tokenHash)).toMatchObject({ outlived: true, ending });
        expect((await storage.verifiers.lookUp(tokenHash)).credential).toMatchObject({ outlived: true });
        expect(await storage.credentials.rotate(id, newHash(), noon, 1)).toBe(false);
        expect(await storage.credentials.end({ id }, endingAt(noon + 2))).toEqual([]);
      }
      expect((await storage.verifiers.lookUp(after.tokenHash)).credential).toMatchObject({ outlived: false });
      expect((await storage.verifiers.lookUp(stranger.tokenHash)).credential).toMatchObject({ outlived: false });
      const { organizationId } = after;
      expect(await storage.credentials.allEndedAt(account.id, organizationId, 'session')).toBe(noon + 1);
      expect(await storage.credentials.allEndedAt(account.id, organizationId, 'service_credential')).toBeNull();
      expect(await storage.credentials.allEndedAt(stranger.accountId, organizationId, 'session')).toBeNull();
      expect(await storage.credentials.generations(account.id, organizationId, 'session')).toMatchObject({
        account: 1,
      });
    });

    test('those spared live on, also through the next time, and what had ended before is not revived', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const dead = await addSession(storage, account.id);
      await storage.credentials.endAll({ accountId: account.id, kinds }, endingAt(noon));
      const revoked = await addSession(storage, account.id);
      await storage.credentials.end({ id: revoked.id }, endingAt(noon));
      const stranger = await addSession(storage, (await addAccount(storage)).id);
      const spared = await addSession(storage, account.id);
      const other = await addSession(storage, account.id);
      const except = [spared.id, dead.id, revoked.id, stranger.id, 'x'];
      const others = { accountId: account.id, kinds, except };
      expect(await storage.credentials.endAll(others, endingAt(noon + 1))).toMatchObject({ count: 1 });
      expect(await storage.credentials.endAll(others, endingAt(noon + 2))).toMatchObject({ count: 0 });
      expect(await storage.credentials.find(spared.id)).toMatchObject({ outlived: false, ending: null });
      expect(await storage.credentials.find(dead.id)).toMatchObject({ outlived: true, revokedAt: noon });
      expect(await storage.credentials.find(revoked.id)).toMatchObject({ revokedAt: noon });
      expect(await storage.credentials.find(other.id)).toMatchObject({ revokedAt: noon + 1 });
      expect(await storage.credentials.find(stranger.id)).toMatchObject({ outlived: false });
    });

    test('each keeps the ending that was its own, however often all are ended', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const first = await addSession(storage, account.id);
      const changed = endingAt(noon + 1, { reason: 'password_changed' });
      await storage.credentials.endAll({ accountId: account.id, kinds }, changed);
      const second = await addSession(storage, account.id);
      const disabled = endingAt(noon + 2, { reason: 'account_disabled' });
      await storage.credentials.endAll({ accountId: account.id, kinds }, disabled);
      expect((await storage.credentials.find(first.id))?.ending).toEqual(changed);
      expect((await storage.credentials.find(second.id))?.ending).toEqual(disabled);
    });

    test('what had run out of time before keeps that ending', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const idle = await addSession(storage, account.id, { issuedAt: noon - day });
      expect(await storage.credentials.endAll({ accountId: account.id, kinds }, endingAt(noon))).toMatchObject({
        count: 0,
      });
      expect((await storage.credentials.find(idle.id))?.ending).toMatchObject({ reason: 'idle', at: noon - day / 2 });
    });

    test('all of an organization end at once, whoever they belong to', async () => {
      const { storage } = subject();
      const { id: organizationId } = await storage.organizations.default();
      await endOrganization(storage, { organizationId, kinds }, endingAt(noon));
      const sessions = [];
      for (let count = 0; count < 4; count += 1) {
        sessions.push(await addSession(storage, (await addAccount(storage)).id));
      }
      const [spared] = sessions;
      const which = { organizationId, kinds, except: [spared?.id ?? ''] };
      const ending = endingAt(noon + 1, { reason: 'revoked_by_operator' });
      expect(await storage.credentials.countLive(organizationId, kinds, noon + 1)).toBe(4);
      await endOrganization(storage, which, ending);
      expect(await storage.credentials.countLive(organizationId, kinds, noon + 1)).toBe(1);
      const page = await storage.credentials.pageOrganizationSessions(organizationId, noon + 1, {
        after: null,
        limit: 10,
      });
      expect(page.rows.map(({ id }) => id)).toEqual([spared?.id]);
      expect((await storage.credentials.find(sessions[3]?.id ?? ''))?.ending).toEqual(ending);
    });

    test('what is held counts and ends like the others', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      await storage.credentials.hold({ id: session.id }, newId(), noon, noon + minute);
      expect(await storage.credentials.endAll({ accountId: account.id, kinds }, endingAt(noon))).toMatchObject({
        count: 1,
      });
      expect(await storage.credentials.listLiveSessions(account.id, noon, 10)).toEqual([]);
    });

    test('nothing ends for an account that does not exist', async () => {
      const { storage } = subject();
      for (const id of [newId(), 'x']) {
        expect(await storage.credentials.endAll({ accountId: id, kinds }, endingAt(noon))).toMatchObject({ count: 0 });
      }
    });

    test('removing a device ends what it holds, in one go', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const deviceId = await addDevice(storage, account.id);
      const one = await addSession(storage, account.id, { deviceId });
      const other = await addSession(storage, account.id, { deviceId });
      const elsewhere = await addSession(storage, account.id);
      const ended = await storage.credentials.end({ deviceId }, endingAt(noon, { reason: 'device_removed' }));
      expect(ended.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
      expect(await storage.credentials.end({ deviceId }, endingAt(noon))).toEqual([]);
      expect(await storage.credentials.end({ deviceId: 'x' }, endingAt(noon))).toEqual([]);
      expect(await storage.credentials.end({ id: 'x' }, endingAt(noon))).toEqual([]);
      expect(await storage.credentials.find(elsewhere.id)).toMatchObject({ ending: null });
    });
  });
});
