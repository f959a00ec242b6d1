import type { Subject } from '@rollcall/core';
import { describe, expect, test, vi } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { openStorage } from '../index.ts';
import { onEachEngine } from './engines.ts';
import { addAccount, addSession, chance, clock, endingAt, newId, noon } from './fixtures.ts';

describe('verifiers', () => {
  onEachEngine(createDatabase, (subject, _engine, makePlace) => {
    const newVerifier = () => ({ id: newId(), incarnation: newId(), name: 'host 1' });
    const account = (): Subject => ({ kind: 'account', id: newId() });

    test('a verifier that registers is told the epoch, and learns what is revoked from there on', async () => {
      const { authority, verifiers } = subject().storage;
      const verifier = newVerifier();
      const before = await authority.raise([account()]);
      expect(await verifiers.register(verifier)).toEqual({ epoch: before });
      expect(await verifiers.sync(verifier.id, verifier.incarnation, before)).toEqual({ epoch: before, revoked: [] });
      const one: Subject = { kind: 'credential', id: newId() };
      const other: Subject = { kind: 'organization', id: newId() };
      expect(await authority.raise([one, other, one])).toBe(before + 1);
      expect(await authority.raise([])).toBe(before + 2);
      const synced = await verifiers.sync(verifier.id, verifier.incarnation, before);
      expect(synced?.epoch).toBe(before + 2);
      expect(synced?.revoked).toHaveLength(2);
      expect(synced?.revoked).toEqual(expect.arrayContaining([one, other]));
      await verifiers.sync(verifier.id, verifier.incarnation, before + 2);
      expect(await verifiers.verifiers()).toEqual([{ ...verifier, ackedEpoch: before + 2, renewals: 3 }]);
      await verifiers.unregister(verifier.id, newId());
      expect(await verifiers.verifiers()).toHaveLength(1);
      await verifiers.unregister(verifier.id, verifier.incarnation);
      expect(await verifiers.verifiers()).toEqual([]);
    });

    test('an acknowledgement is never taken back by one that was sent before it', async () => {
      const { authority, verifiers } = subject().storage;
      const verifier = newVerifier();
      await verifiers.register(verifier);
      const epoch = await authority.raise([account()]);
      await verifiers.sync(verifier.id, verifier.incarnation, epoch);
      await verifiers.sync(verifier.id, verifier.incarnation, epoch - 1);
      expect(await verifiers.verifiers()).toMatchObject([{ ackedEpoch: epoch }]);
      await verifiers.unregister(verifier.id, verifier.incarnation);
    });

    test('whoever is unknown, or goes by an old incarnation, is told so', async () => {
      const { verifiers } = subject().storage;
      const verifier = newVerifier();
      expect(await verifiers.sync(verifier.id, verifier.incarnation, 0)).toBeNull();
      await verifiers.register(verifier);
      const again = { ...verifier, incarnation: newId() };
      await verifiers.register(again);
      expect(await verifiers.sync(verifier.id, verifier.incarnation, 0)).toBeNull();
      expect(await verifiers.verifiers()).toEqual([{ ...again, ackedEpoch: 0, renewals: 0 }]);
      await verifiers.unregister(again.id, again.incarnation);
    });

    test('the janitor removes only whoever has not been heard from since', async () => {
      const { verifiers } = subject().storage;
      const verifier = newVerifier();
      await verifiers.register(verifier);
      const [seen] = await verifiers.verifiers();
      await verifiers.sync(verifier.id, verifier.incarnation, 0);
      expect(await verifiers.removeStale({ ...verifier, renewals: seen?.renewals ?? 0 })).toBe(false);
      expect(await verifiers.removeStale({ ...verifier, incarnation: newId(), renewals: 1 })).toBe(false);
      expect(await verifiers.removeStale({ ...verifier, renewals: 1 })).toBe(true);
      expect(await verifiers.removeStale({ ...verifier, renewals: 1 })).toBe(false);
      expect(await verifiers.sync(verifier.id, verifier.incarnation, 0)).toBeNull();
    });

    test('revocations are forgotten once everybody has acknowledged them, a batch at a time', async () => {
      const { authority, verifiers } = subject().storage;
      const slow = newVerifier();
      const fast = newVerifier();
      const { epoch: from } = await verifiers.register(slow);
      await verifiers.register(fast);
      await verifiers.sync(slow.id, slow.incarnation, from);
      await verifiers.sync(fast.id, fast.incarnation, from);
      await verifiers.forgetRevocations(1000);
      for (let turn = 0; turn < 3; turn += 1) await authority.raise([account(), account()]);
      await verifiers.sync(fast.id, fast.incarnation, from + 3);
      expect(await verifiers.forgetRevocations(1000)).toBe(0);
      await verifiers.sync(slow.id, slow.incarnation, from + 2);
      expect(await verifiers.forgetRevocations(3)).toBe(3);
      expect(await verifiers.forgetRevocations(3)).toBe(1);
      expect(await verifiers.forgetRevocations(3)).toBe(0);
      expect((await verifiers.sync(slow.id, slow.incarnation, from + 2))?.revoked).toHaveLength(2);
      await verifiers.unregister(slow.id, slow.incarnation);
      await verifiers.unregister(fast.id, fast.incarnation);
      expect(await verifiers.forgetRevocations(1000)).toBe(2);
    });

    test('a look-up and a sync never see what is not committed', async () => {
      const { storage } = subject();
      const session = await addSession(storage, (await addAccount(storage)).id);
      const verifier = newVerifier();
      const { epoch } = await storage.verifiers.register(verifier);
      const reads: Promise<unknown>[] = [];
      const failing = storage.transaction(async (stores) => {
        await stores.credentials.end({ id: session.id }, endingAt(noon));
        await stores.authority.raise([account()]);
        reads.push(storage.verifiers.lookUp(session.tokenHash));
        reads.push(storage.verifiers.sync(verifier.id, verifier.incarnation, epoch));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      const [lookedUp, synced] = await Promise.all(reads);
      expect(lookedUp).toMatchObject({ epoch, credential: { revokedAt: null } });
      expect(synced).toEqual({ epoch, revoked: [] });
      await storage.verifiers.unregister(verifier.id, verifier.incarnation);
    });

    test('a hint reaches whoever listens, and nobody who has stopped', async () => {
      const { verifiers } = subject().storage;
      const [one, other] = [vi.fn<() => void>(), vi.fn<() => void>()];
      const stopOne = verifiers.onWake(one);
      const stopOther = verifiers.onWake(other);
      const heard = async () => {
        await verifiers.wake();
        await vi.waitFor(() => expect(one).toHaveBeenCalled(), 1_000);
      };
      // Hints are only hints: one that is sent before the connection listens may be lost.
      await vi.waitFor(heard, 5_000);
      expect(other).toHaveBeenCalled();
      stopOther();
      other.mockClear();
      one.mockClear();
      await heard();
      expect(other).not.toHaveBeenCalled();
      stopOne();
    });

    test('registrations survive a restart, and have yet to be heard from', async () => {
      const verifier = newVerifier();
      const { location, remove } = await makePlace();
      const first = await openStorage(location, { clock, chance });
      await first.verifiers.register(verifier);
      await first.close();
      const second = await openStorage(location, { clock, chance });
      expect(await second.verifiers.verifiers()).toEqual([{ ...verifier, ackedEpoch: 0, renewals: 0 }]);
      expect(await second.verifiers.sync(verifier.id, verifier.incarnation, 0)).toEqual({ epoch: 0, revoked: [] });
      await second.close();
      await remove();
    });
  });
});
