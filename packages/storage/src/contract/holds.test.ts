import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addDevice, addSession, day, endingAt, minute, newId, noon } from './fixtures.ts';

describe('holds', () => {
  onEachEngine(createDatabase, (subject) => {
    const newHold = (accountId: string, lapsesAt: number) => ({
      id: newId(),
      accountId,
      byCredentialId: newId(),
      byDeviceId: null,
      act: 'revoke_session' as const,
      deviceId: null,
      createdAt: noon,
      lapsesAt,
      outcome: null,
      settledAt: null,
    });

    test('a hold is open until it is settled or lapses, and is settled by exactly one', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const hold = newHold(account.id, noon + minute);
      await storage.holds.insert(hold);
      expect(await storage.holds.find(hold.id)).toEqual(hold);
      expect(await storage.holds.find('x')).toBeNull();
      expect(await storage.holds.listOpen(account.id, noon)).toEqual([hold]);
      expect(await storage.holds.listOpen(account.id, noon + minute)).toEqual([]);
      expect(await storage.holds.listLapsed(noon + minute - 1, 10)).toEqual([]);
      expect(await storage.holds.listLapsed(noon + minute, 10)).toEqual([hold]);
      const settled = await Promise.all(
        Array.from({ length: 20 }, () => storage.holds.settle(hold.id, 'lapsed', noon + minute)),
      );
      expect(settled.filter(Boolean)).toHaveLength(1);
      expect(await storage.holds.settle(hold.id, 'confirmed', noon + minute)).toBe(false);
      expect(await storage.holds.find(hold.id)).toEqual({ ...hold, outcome: 'lapsed', settledAt: noon + minute });
      expect(await storage.holds.listLapsed(noon + minute, 10)).toEqual([]);
    });

    test('what a session has pressed is passed on to the one in which its sign-in goes on', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const hold = newHold(account.id, noon + minute);
      const next = newId();
      await storage.holds.insert(hold);
      await storage.holds.passOn(hold.byCredentialId, next);
      expect(await storage.holds.find(hold.id)).toEqual({ ...hold, byCredentialId: next });
      expect(await storage.holds.hasUnproven(next, noon - 1)).toBe(true);
      expect(await storage.holds.hasUnproven(hold.byCredentialId, noon - 1)).toBe(false);
    });

    test('what is held is refused at once, and comes back when it is released', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      const held = { id: session.id, kind: 'session', accountId: account.id, deviceId: null };
      const hold = newId();
      expect(await storage.credentials.hold({ id: session.id }, hold, noon, noon + minute)).toMatchObject([held]);
      expect((await storage.verifiers.lookUp(session.tokenHash)).credential?.heldUntil).toBe(noon + minute);
      expect(await storage.credentials.find(session.id)).toMatchObject({ holdId: hold, ending: null });
      expect(await storage.credentials.heldBy(hold)).toMatchObject([held]);
      expect(await storage.credentials.release({ holdId: newId() })).toEqual([]);
      expect(await storage.credentials.release({ holdId: hold })).toMatchObject([held]);
      expect(await storage.credentials.heldBy(hold)).toEqual([]);
      expect(await storage.credentials.find(session.id)).toMatchObject({ holdId: null, heldUntil: null });
    });

    test('a second hold takes only what no hold has, or what a lapsed one still has', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const one = await addSession(storage, account.id);
      const other = await addSession(storage, account.id);
      const [first, second, third] = [newId(), newId(), newId()];
      const everything = { accountId: account.id, kinds: ['session'] } as const;
      await storage.credentials.hold({ id: one.id }, first, noon, noon + minute);
      const held = await storage.credentials.hold(everything, second, noon, noon + 2 * minute);
      expect(held.map(({ id }) => id)).toEqual([other.id]);
      const taken = await storage.credentials.hold(everything, third, noon + minute, noon + 3 * minute);
      expect(taken.map(({ id }) => id)).toEqual([one.id]);
      expect(await storage.credentials.heldBy(first)).toEqual([]);
      expect(await storage.credentials.release({ holdId: first })).toEqual([]);
      expect((await storage.credentials.release({ id: one.id })).map(({ id }) => id)).toEqual([one.id]);
      expect(await storage.credentials.release({ id: one.id })).toEqual([]);
      expect((await storage.credentials.heldBy(second)).map(({ id }) => id)).toEqual([other.id]);
    });

    test('others can be spared, a device can be held, and nobody else is touched', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const stranger = await addSession(storage, (await addAccount(storage)).id);
      const deviceId = await addDevice(storage, account.id);
      const here = await addSession(storage, account.id);
      const there = await addSession(storage, account.id, { deviceId });
      const others = { accountId: account.id, kinds: ['session'], except: [here.id] } as const;
      const hold = newId();
      expect((await storage.credentials.hold(others, hold, noon, noon + minute)).map(({ id }) => id)).toEqual([
        there.id,
      ]);
      await storage.credentials.release({ holdId: hold });
      expect((await storage.credentials.hold({ deviceId }, hold, noon, noon + minute)).map(({ id }) => id)).toEqual([
        there.id,
      ]);
      expect((await storage.verifiers.lookUp(stranger.tokenHash)).credential?.heldUntil).toBeNull();
    });

    test('what has ended, in whatever way, is not held', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const ended = await addSession(storage, account.id);
      await storage.credentials.end({ id: ended.id }, endingAt(noon));
      const outlived = await addSession(storage, account.id);
      await storage.credentials.endAll({ accountId: account.id, kinds: ['session'] }, endingAt(noon));
      const expired = await addSession(storage, account.id, { issuedAt: noon - 40 * day });
      for (const { id } of [ended, outlived, expired]) {
        expect(await storage.credentials.hold({ id }, newId(), noon, noon + minute)).toEqual([]);
      }
    });

    test('what was ended while it was held is held no more', async () => {
      const { storage } = subject();
      const account = await addAccount(storage);
      const session = await addSession(storage, account.id);
      const hold = newId();
      await storage.credentials.hold({ id: session.id }, hold, noon, noon + minute);
      expect(await storage.credentials.end({ id: session.id }, endingAt(noon))).toHaveLength(1);
      expect(await storage.credentials.heldBy(hold)).toEqual([]);
      expect(await storage.credentials.release({ holdId: hold })).toEqual([]);
      expect(await storage.credentials.find(session.id)).toMatchObject({ revokedAt: noon });
    });
  });
});
