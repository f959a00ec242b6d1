import { type NewSession, whyUnusable } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import type { Storage } from '../index.ts';
import { onEachEngine, withOtherNode } from './engines.ts';
import {
  addAccount,
  addChild,
  addDevice,
  addSession,
  endingAt,
  endOrganization,
  newHash,
  newId,
  newSession,
  noon,
} from './fixtures.ts';
import { addService } from './service-fixtures.ts';

describe('races', () => {
  onEachEngine(createDatabase, (subject, engine) => {
    test('a rotation and an ending at once leave the session ended, and end it once', async () => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        for (let round = 0; round < 30; round += 1) {
          const account = await addAccount(storage);
          const session = await addSession(storage, account.id);
          const tokenHash = newHash();
          const rotate = storage.transaction(async (stores) => {
            await stores.credentials.lock(session.id);
            return stores.credentials.rotate(session.id, tokenHash, noon + 1, 1);
          });
          const ends = [other, storage, other].map((node) =>
            node.transaction(async (stores) => {
              const ended = await stores.credentials.end({ id: session.id }, endingAt(noon + 2));
              await stores.authority.raise([{ kind: 'credential', id: session.id }]);
              return ended.length;
            }),
          );
          const [rotated, ...ended] = await Promise.all([rotate, ...ends]);
          expect(ended.reduce((sum, count) => sum + count, 0)).toBe(1);
          const { credential } = await storage.verifiers.lookUp(rotated ? tokenHash : session.tokenHash);
          expect(credential?.revokedAt).toBe(noon + 2);
        }
      });
    });

    test('a session whose birth has read the generation before everything ends is born dead', async () => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        const account = await addAccount(storage);
        const { id: organizationId } = await storage.organizations.default();
        let ending: Promise<unknown> = Promise.resolve();
        const born = await storage.transaction(async (stores) => {
          const generations = await stores.credentials.generations(account.id, organizationId, 'session');
          ending = other.credentials.endAll({ accountId: account.id, kinds: ['session'] }, endingAt(noon));
          // On PostgreSQL the other node commits here, between the birth's reading and its writing.
          if (engine === 'postgres') await ending;
          const session = newSession(account.id, organizationId, generations);
          await stores.credentials.insertSession(session);
          return session;
        });
        await ending;
        expect((await storage.verifiers.lookUp(born.tokenHash)).credential).toMatchObject({ outlived: true });
        expect(await storage.credentials.listLiveSessions(account.id, noon, 10)).toEqual([]);
      });
    });

    test('an ending with all that was handed over, and uses of each at once, do not wait for each other in a circle, whatever their ids', async () => {
      const { storage } = subject();
      const { id: serviceId } = await addService(storage);
      await withOtherNode(subject(), async (other) => {
        for (let round = 0; round < 30; round += 1) {
          const account = await addAccount(storage);
          // A node whose clock is behind gives lower ids.
          const lower = [newId(), newId()];
          const origin = await addSession(storage, account.id);
          const handedOver: NewSession[] = [];
          for (const id of [...lower, newId(), newId()]) {
            handedOver.push(await addSession(storage, account.id, { id, fromSessionId: origin.id, serviceId }));
          }
          const uses = [origin, ...handedOver].map(({ id }) => ({ id, at: noon + 1, address: null })).toReversed();
          const ending = storage.transaction(async (stores) => {
            const ended = await stores.credentials.endNamed([origin.id], endingAt(noon + 2));
            const born = await stores.services.handedOverFrom([origin.id]);
            ended.push(...(await stores.credentials.endNamed(born, endingAt(noon + 2))));
            await stores.authority.raise(ended.map(({ id }) => ({ kind: 'credential', id })));
            return ended.length;
          });
          const nodes = [other, storage, other];
          const noting = nodes.map((node, turn) =>
            node.credentials.noteUses(uses.map((use) => ({ ...use, at: use.at + turn }))),
          );
          const [ended] = await Promise.all([ending, ...noting]);
          expect(ended).toBe(5);
        }
      });
    });

    const waysOut: Record<string, (node: Storage, parent: NewSession) => Promise<unknown>> = {
      'its end': (node, { id }) => node.credentials.end({ id }, endingAt(noon)),
      'its hold': (node, { id }) => node.credentials.hold({ id }, newId(), noon, noon + 60_000),
      "its device's end": (node, { accountId, deviceId }) =>
        node.transaction(async (stores) => {
          await stores.accounts.lock(accountId);
          return stores.credentials.end({ deviceId: deviceId ?? '' }, endingAt(noon));
        }),
      "its account's end": (node, { accountId }) =>
        node.credentials.endAll({ accountId, kinds: ['session'] }, endingAt(noon)),
      "its organization's end": (node, { organizationId }) =>
        endOrganization(node, { organizationId, kinds: ['session'] }, endingAt(noon)),
    };
    test.each(Object.entries(waysOut))('no child slips by %s', async (_, shutOut) => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        let born = 0;
        for (let round = 0; round < 12; round += 1) {
          const account = await addAccount(storage);
          const deviceId = await addDevice(storage, account.id);
          const parent = await addSession(storage, account.id, { deviceId });
          const births = [storage, other, storage].map((node) => addChild(node, parent));
          const shut = shutOut(round % 2 === 0 ? other : storage, parent);
          const late = addChild(other, parent);
          const children = (await Promise.all([...births, late])).filter((child) => child !== null);
          await shut;
          born += children.length;
          for (const { tokenHash } of children) {
            const { credential } = await storage.verifiers.lookUp(tokenHash);
            expect(credential === null ? 'lost' : whyUnusable(credential, noon)).not.toBeNull();
          }
          expect(await addChild(storage, parent)).toBeNull();
        }
        expect(born).toBeGreaterThan(0);
      });
    });

    test('a birth that locks its account lives only if it began after the ending', async () => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        const account = await addAccount(storage);
        const births = Array.from({ length: 20 }, (_, turn) =>
          addSession(turn % 2 === 0 ? storage : other, account.id),
        );
        const ending = other.credentials.endAll({ accountId: account.id, kinds: ['session'] }, endingAt(noon));
        const sessions = await Promise.all(births);
        await ending;
        const live = await storage.credentials.listLiveSessions(account.id, noon, 100);
        const late = sessions.filter(({ accountGeneration }) => accountGeneration === 1).map(({ id }) => id);
        expect(live.map(({ id }) => id).sort()).toEqual(late.sort());
      });
    });

    test('everything may be ended many times at once', async () => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        const account = await addAccount(storage);
        const spared = await addSession(storage, account.id);
        await addSession(storage, account.id);
        const which = { accountId: account.id, kinds: ['session'] as const, except: [spared.id] };
        const counts = await Promise.all(
          Array.from({ length: 20 }, (_, turn) =>
            (turn % 2 === 0 ? storage : other).credentials.endAll(which, endingAt(noon + turn)),
          ),
        );
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(1);
        expect((await storage.credentials.listLiveSessions(account.id, noon, 10)).map(({ id }) => id)).toEqual([
          spared.id,
        ]);
        const { organizationId } = spared;
        expect((await storage.credentials.generations(account.id, organizationId, 'session')).account).toBe(20);
      });
    });

    test('uses, holds, endings and sweeps of the same rows never wait for each other in a circle', async () => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        const account = await addAccount(storage);
        const deviceId = await addDevice(storage, account.id);
        const sessions: NewSession[] = [];
        for (let made = 0; made < 30; made += 1) {
          const parent = await addSession(storage, account.id, { deviceId });
          const child = await addChild(storage, parent);
          sessions.push(parent, { ...parent, ...child });
        }
        const shuffled = [...sessions].sort((a, b) => a.tokenHash.toString().localeCompare(b.tokenHash.toString()));
        const acts = Array.from({ length: 40 }, (_, turn) => {
          const { credentials } = turn % 2 === 0 ? storage : other;
          const uses = (turn % 3 === 0 ? sessions : shuffled).map(({ id }) => ({ id, at: noon + turn, address: null }));
          if (turn % 5 === 1) return credentials.hold({ deviceId }, newId(), noon + turn, noon + turn + 1);
          if (turn % 5 === 2) return credentials.sweepEnded(noon + turn, 100);
          if (turn === 33) return credentials.end({ deviceId }, endingAt(noon + turn));
          if (turn === 23) return credentials.endAll({ accountId: account.id, kinds: ['session'] }, endingAt(noon));
          return credentials.noteUses(uses);
        });
        await Promise.all(acts);
        expect(await storage.credentials.listLiveSessions(account.id, noon + 40, 100)).toEqual([]);
      });
    });

    test('epochs are seen in their order: nobody sees one before those below it', async () => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        const verifier = { id: newId(), incarnation: newId(), name: 'reader' };
        const { epoch: from } = await other.verifiers.register(verifier);
        const raised: number[] = [];
        const raises = Array.from({ length: 60 }, async (_, turn) => {
          const node = turn % 2 === 0 ? storage : other;
          const epoch = await node.transaction(async (stores) => {
            await stores.organizations.find(newId());
            return stores.authority.raise([{ kind: 'account', id: newId() }]);
          });
          raised.push(epoch);
        });
        let applied = from;
        let seen = 0;
        while (applied < from + 60) {
          const synced = await other.verifiers.sync(verifier.id, verifier.incarnation, applied);
          seen += synced?.revoked.length ?? 0;
          applied = synced?.epoch ?? applied;
          expect(seen).toBe(applied - from);
          await new Promise((resolve) => setImmediate(resolve));
        }
        await Promise.all(raises);
        expect(raised.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, turn) => from + 1 + turn));
        await other.verifiers.unregister(verifier.id, verifier.incarnation);
      });
    });
  });
});
