import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine } from './engines.ts';
import { accountsOf, addChild, addSession, endingAt, newId, noon } from './fixtures.ts';

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
