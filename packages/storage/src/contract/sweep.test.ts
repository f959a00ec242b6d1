import { defaultPolicy } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import type { Storage } from '../index.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addSession, day, endingAt, hour, minute, newId, noon } from './fixtures.ts';

const kinds = ['session'] as const;

describe('sweeping', () => {
  onEachEngine(createDatabase, (subject) => {
    async function sweepAll(storage: Storage, now: number, batch = 1000): Promise<number> {
      let swept = 0;
      for (let turn = 0; turn < 60; turn += 1) swept += (await storage.credentials.sweepEnded(now, batch)).ended.length;
      return swept;
    }

    async function endedInEveryWay(storage: Storage, accountId: string) {
      const by = { accountId, deviceId: newId() };
      await addSession(storage, accountId, { issuedAt: noon - 3 * day });
      await addSession(storage, accountId, { issuedAt: noon - 3 * day, lifetime: 'remembered' });
      await addSession(storage, accountId);
      await storage.credentials.endAll({ accountId, kinds }, endingAt(noon, { reason: 'password_changed', by }));
      await addSession(storage, accountId);
      await storage.credentials.endAll({ accountId, kinds }, endingAt(noon + 1, { reason: 'account_disabled', by }));
      const revoked = await addSession(storage, accountId);
      await storage.credentials.end({ id: revoked.id }, endingAt(noon + 2, { by }));
      await addSession(storage, accountId, { issuedAt: noon - 13 * hour });
      const used = await addSession(storage, accountId, { issuedAt: noon - 25 * hour });
      await storage.credentials.noteUses([{ id: used.id, at: noon - 2 * hour, address: null }]);
      await addSession(storage, accountId, { issuedAt: noon - 12 * hour + minute / 2 });
      const held = await addSession(storage, accountId, { issuedAt: noon - hour });
      await storage.credentials.hold({ id: held.id }, newId(), noon, noon + day);
      await addSession(storage, accountId);
    }

    test('lists answer alike before and after, and everything in between', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      await endedInEveryWay(storage, account.id);
      const now = noon + minute;
      const read = async () => ({
        live: await storage.credentials.listLiveSessions(account.id, now, 100),
        ended: await storage.credentials.pageEndedSessions(account.id, now, { after: null, limit: 100 }),
        organization: await storage.credentials.pageOrganizationSessions(
          (await storage.organizations.default()).id,
          now,
          { after: null, limit: 100 },
        ),
      });
      const before = await read();
      expect(before.live).toHaveLength(2);
      expect(before.ended.rows.map(({ ending }) => ending?.reason)).toEqual([
        'idle',
        'expired',
        'idle',
        'revoked_by_owner',
        'account_disabled',
        'password_changed',
        'password_changed',
        'idle',
      ]);
      expect((await storage.credentials.sweepEnded(now, 2)).ended).toHaveLength(2);
      expect(await read()).toEqual(before);
      expect(await sweepAll(storage, now)).toBe(4);
      expect(await read()).toEqual(before);
      expect(await sweepAll(storage, now)).toBe(0);
    });

    test('a round is done when its last stretch is, and then the next one begins', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      for (let number = 0; number < 60; number += 1) await addSession(storage, account.id);
      await sweepAll(storage, noon);
      let stretches = 0;
      const rounds: number[] = [];
      while (rounds.length < 3) {
        stretches += 1;
        if (!(await storage.credentials.sweepEnded(noon, 1)).isLast) continue;
        rounds.push(stretches);
        stretches = 0;
      }
      expect(rounds[1]).toBeGreaterThan(1);
      expect(rounds[2]).toBe(rounds[1]);
    });

    test('what became idle only now is left for a while: a use of it may be on its way', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      const idleAt = noon + 12 * hour;
      await sweepAll(storage, idleAt + minute - 1);
      expect(await storage.credentials.find(session.id)).toMatchObject({ revokedAt: null });
      await storage.credentials.noteUses([{ id: session.id, at: idleAt - 1, address: null }]);
      expect(await storage.credentials.listLiveSessions(account.id, idleAt + minute, 10)).toHaveLength(1);
    });

    test('everything is reached, however small the batches and whatever else is in the store', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      for (let made = 0; made < 60; made += 1) {
        await addSession(storage, account.id, { issuedAt: made % 3 === 0 ? noon - 2 * day : noon });
      }
      expect(await sweepAll(storage, noon, 1)).toBe(20);
      expect(await storage.credentials.listLiveSessions(account.id, noon, 100)).toHaveLength(40);
    });
  });
});

describe('forgetting', () => {
  onEachEngine(createDatabase, (subject) => {
    async function endedAt(storage: Storage, at: number): Promise<string> {
      const session = await addSession(storage, (await addAccount(storage)).id, { issuedAt: at });
      await storage.credentials.end({ id: session.id }, endingAt(at));
      return session.id;
    }

    test('addresses and then the whole rows go when the policy says so, a batch at a time, and live ones never', async () => {
      const { storage } = subject();
      const home = await storage.organizations.default();
      await storage.organizations.setPolicy(home.id, { ...defaultPolicy, addressDays: 10, historyDays: 20 });
      const old = [await endedAt(storage, noon), await endedAt(storage, noon + 1), await endedAt(storage, noon + 2)];
      const recent = await endedAt(storage, noon + 9 * day);
      const live = await addSession(storage, (await addAccount(storage)).id);
      expect(await storage.credentials.eraseAddresses(noon + 10 * day, 100)).toBe(0);
      expect(await storage.credentials.eraseAddresses(noon + 10 * day + 3, 2)).toBe(2);
      expect(await storage.credentials.eraseAddresses(noon + 10 * day + 3, 2)).toBe(1);
      expect(await storage.credentials.eraseAddresses(noon + 10 * day + 3, 2)).toBe(0);
      expect(await storage.credentials.find(old[0] ?? '')).toMatchObject({ firstAddress: null, lastAddress: null });
      expect(await storage.credentials.find(recent)).toMatchObject({ firstAddress: '192.0.2.1' });
      expect(await storage.credentials.forgetEnded(noon + 20 * day, 100)).toBe(0);
      expect(await storage.credentials.forgetEnded(noon + 20 * day + 3, 2)).toBe(2);
      expect(await storage.credentials.forgetEnded(noon + 20 * day + 3, 2)).toBe(1);
      expect(await storage.credentials.forgetEnded(noon + 20 * day + 3, 2)).toBe(0);
      expect(await storage.credentials.find(old[0] ?? '')).toBeNull();
      expect(await storage.credentials.find(recent)).not.toBeNull();
      expect(await storage.credentials.find(live.id)).toMatchObject({ firstAddress: '192.0.2.1' });
      await storage.organizations.setPolicy(home.id, defaultPolicy);
    });
  });
});
