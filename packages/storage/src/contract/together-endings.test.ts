import type { Stores } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { accountsOf, addChild, addSession, endingAt, newId, noon } from './fixtures.ts';
import { addService } from './service-fixtures.ts';

describe('endings that share a transaction', () => {
  onEachEngine(createDatabase, (subject) => {
    test('ends each credential under an epoch of its own', async () => {
      const { storage } = subject();
      const [accountId = ''] = await accountsOf(storage, 1);
      const verifier = { id: newId(), incarnation: newId(), name: 'reader' };
      const { epoch: from } = await storage.verifiers.register(verifier);
      const ids: string[] = [];
      for (let made = 0; made < 12; made += 1) ids.push((await addSession(storage, accountId)).id);
      const epochs = await Promise.all(
        ids.toReversed().map((id) =>
          storage.transaction.together(async (stores) => {
            expect(await stores.credentials.end({ id }, endingAt(noon))).toHaveLength(1);
            return stores.authority.raise([{ kind: 'credential', id }]);
          }),
        ),
      );
      expect(epochs.toSorted((a, b) => a - b)).toEqual(ids.map((_id, nth) => from + 1 + nth));
      const synced = await storage.verifiers.sync(verifier.id, verifier.incarnation, from + 11);
      expect(synced?.revoked).toEqual([{ kind: 'credential', id: ids.toReversed()[epochs.indexOf(from + 12)] }]);
      await storage.verifiers.unregister(verifier.id, verifier.incarnation);
    });

    test('each ends its own with its children, with its own reason, time and actor', async () => {
      const { storage } = subject();
      const accounts = await accountsOf(storage, 6);
      const families = await Promise.all(
        accounts.map(async (accountId) => {
          const parent = await addSession(storage, accountId);
          return { accountId, parent, child: await addChild(storage, parent) };
        }),
      );
      const endings = accounts.map((accountId, nth) =>
        endingAt(noon + nth, {
          reason: nth % 2 === 0 ? 'signed_out' : 'revoked_by_owner',
          by: { accountId, deviceId: null },
        }),
      );
      await storage.credentials.end({ id: families[5]?.parent.id ?? '' }, endingAt(noon));
      const counts = await Promise.all(
        families.map(({ parent }, nth) =>
          storage.transaction.together(async ({ credentials }) => {
            const ended = await credentials.end({ id: parent.id }, endings[nth] ?? endingAt(noon));
            return ended.length;
          }),
        ),
      );
      expect(counts).toEqual([2, 2, 2, 2, 2, 0]);
      for (const [nth, { parent, child }] of families.slice(0, 5).entries()) {
        expect((await storage.credentials.find(parent.id))?.ending).toEqual(endings[nth]);
        expect((await storage.credentials.find(child?.id ?? ''))?.ending).toEqual(endings[nth]);
      }
    });

    test('ends several at once with their children, and tells each member of its own', async () => {
      const { storage } = subject();
      const accounts = await accountsOf(storage, 3);
      const { id: serviceId } = await addService(storage);
      const named = await Promise.all(
        accounts.map(async (accountId) => {
          const [one, other] = [await addSession(storage, accountId), await addSession(storage, accountId)];
          const child = await addChild(storage, one);
          const handedOver = await addSession(storage, accountId, { fromSessionId: other.id, serviceId });
          return {
            ids: [other.id, one.id, other.id],
            ended: [one.id, other.id, child?.id ?? ''],
            handedOver: handedOver.id,
          };
        }),
      );
      const endAll = async ({ credentials, services }: Stores, ids: readonly string[], at: number) => {
        await credentials.lockNamed(ids);
        const ended = await credentials.endNamed(ids, endingAt(at));
        return { ended: ended.map(({ id }) => id).toSorted(), handedOver: await services.handedOverFrom(ids) };
      };
      const [first, ...others] = named;
      const answers = [
        await storage.transaction((stores) => endAll(stores, first?.ids ?? [], noon)),
        ...(await Promise.all(
          others.map(({ ids }) => storage.transaction.together((stores) => endAll(stores, ids, noon + 1))),
        )),
      ];
      expect(answers).toEqual(
        named.map(({ ended, handedOver }) => ({ ended: ended.toSorted(), handedOver: [handedOver] })),
      );
      expect((await storage.transaction((stores) => endAll(stores, first?.ids ?? [], noon + 2))).ended).toEqual([]);
    });

    test('ends several of which a neighbor ends one at the same moment', async () => {
      const { storage } = subject();
      const [accountId = ''] = await accountsOf(storage, 1);
      const ids: string[] = [];
      for (let made = 0; made < 4; made += 1) ids.push((await addSession(storage, accountId)).id);
      const [origin = '', ...handedOver] = ids;
      const counts = await Promise.all([
        storage.transaction.together(async (stores) => {
          const ended = await stores.credentials.endNamed([origin], endingAt(noon));
          ended.push(...(await stores.credentials.endNamed(handedOver, endingAt(noon))));
          await stores.authority.raise(ended.map(({ id }) => ({ kind: 'credential', id })));
          return ended.length;
        }),
        storage.transaction.together(async (stores) => {
          const ended = await stores.credentials.endNamed(handedOver.slice(1, 2), endingAt(noon));
          await stores.accounts.find(accountId);
          await stores.authority.raise(ended.map(({ id }) => ({ kind: 'credential', id })));
          return ended.length;
        }),
      ]);
      expect(counts).toEqual([3, 1]);
    });

    test('ends a credential once, however many want to', async () => {
      const { storage } = subject();
      const [accountId = ''] = await accountsOf(storage, 1);
      const { id } = await addSession(storage, accountId);
      const ended = Array.from({ length: 10 }, (_, turn) =>
        storage.transaction.together(async (stores) => {
          const ended = await stores.credentials.end({ id }, endingAt(noon + turn));
          await stores.authority.raise([{ kind: 'credential', id }]);
          return ended.length;
        }),
      );
      expect((await Promise.all(ended)).reduce((sum, count) => sum + count)).toBe(1);
    });
  });
});
