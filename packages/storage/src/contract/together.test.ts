import { Refusal, type Stores } from '@rollcall/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine, withOtherNode } from './engines.ts';
import { accountsOf, linesOf, newDevice, newEntry, newHash } from './fixtures.ts';

describe('what shares a transaction', () => {
  onEachEngine(createDatabase, (subject) => {
    test('is answered each for itself', async () => {
      const { storage } = subject();
      const accounts = await accountsOf(storage, 20);
      const names = accounts.map((accountId) =>
        storage.transaction.together(async (stores) => (await stores.accounts.lock(accountId))?.id),
      );
      expect(await Promise.all(names)).toEqual(accounts);
    });

    test('what several ask alike is answered to each, beside what others ask', async () => {
      const { storage } = subject();
      const [first = '', second = ''] = await accountsOf(storage, 2);
      const asked = [first, second, first, 'x', second, first];
      const found = await Promise.all(
        asked.map((accountId) =>
          storage.transaction.together(async ({ accounts }) => (await accounts.find(accountId))?.id ?? null),
        ),
      );
      expect(found).toEqual([first, second, first, null, second, first]);
    });

    test('a refusal leaves its neighbors where they are', async () => {
      const { storage } = subject();
      const [first = '', refused = '', last = ''] = await accountsOf(storage, 3);
      let runs = 0;
      const settled = await Promise.allSettled(
        [first, refused, last].map((accountId) =>
          storage.transaction.together(async (stores) => {
            runs += 1;
            await stores.accounts.lock(accountId);
            if (accountId === refused) throw new Refusal('wrong_credentials');
            await stores.log.append(newEntry(accountId));
          }),
        ),
      );
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(runs).toBe(3);
      expect(await linesOf(storage, [first, refused, last])).toEqual([1, 0, 1]);
    });

    const failures: [string, (stores: Stores, accountId: string) => Promise<void>][] = [
      [
        'throws after it has written',
        async () => {
          throw new Error('A bug.');
        },
      ],
      [
        'refuses after it has written',
        async () => {
          throw new Refusal('not_found');
        },
      ],
      [
        'asks what the store refuses',
        async (stores, accountId) => {
          const twice = newEntry(accountId);
          await stores.log.append(twice);
          await stores.log.append(twice);
        },
      ],
    ];

    test.each(failures)('one that %s takes back all of its own and nothing else', async (_what, fail) => {
      const { storage } = subject();
      const accounts = await accountsOf(storage, 5);
      const [, failing = ''] = accounts;
      const settled = await Promise.allSettled(
        accounts.map((accountId) =>
          storage.transaction.together(async (stores) => {
            await stores.accounts.lock(accountId);
            await stores.log.append(newEntry(accountId));
            if (accountId === failing) await fail(stores, accountId);
            return stores.authority.raise([{ kind: 'account', id: accountId }]);
          }),
        ),
      );
      const statuses = settled.map(({ status }) => status);
      expect(statuses).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
      expect(await linesOf(storage, accounts)).toEqual([1, 0, 1, 1, 1]);
    });

    test('works on one account one after the other, and each sees what the one before wrote', async () => {
      const { storage } = subject();
      const [accountId = ''] = await accountsOf(storage, 1);
      const seen = Array.from({ length: 10 }, () =>
        storage.transaction.together(async (stores) => {
          await stores.accounts.lock(accountId);
          const { rows } = await stores.log.pageOf(accountId, [], { after: null, limit: 100 });
          await stores.log.append(newEntry(accountId));
          return rows.length;
        }),
      );
      expect((await Promise.all(seen)).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    const behaviors = fc.record({
      account: fc.nat({ max: 3 }),
      lines: fc.nat({ max: 2 }),
      raises: fc.boolean(),
      ends: fc.constantFrom('well', 'refusing first', 'refusing', 'throwing'),
      node: fc.nat({ max: 1 }),
    });

    test('whatever comes together, each is done wholly or not at all', async () => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        await fc.assert(
          fc.asyncProperty(fc.array(behaviors, { maxLength: 12 }), async (members) => {
            const accounts = await accountsOf(storage, 4);
            const settled = await Promise.allSettled(
              members.map(({ node, account, lines, raises, ends }) =>
                (node === 0 ? storage : other).transaction.together(async (stores) => {
                  const accountId = accounts[account] ?? '';
                  await stores.accounts.lock(accountId);
                  if (ends === 'refusing first') throw new Refusal('not_found');
                  for (let line = 0; line < lines; line += 1) await stores.log.append(newEntry(accountId));
                  const epoch = raises ? await stores.authority.raise([{ kind: 'account', id: accountId }]) : null;
                  if (ends === 'refusing') throw new Refusal('not_found');
                  if (ends === 'throwing') throw new Error('A bug.');
                  return epoch;
                }),
              ),
            );
            const went = members.map(({ ends }) => (ends === 'well' ? 'fulfilled' : 'rejected'));
            expect(settled.map(({ status }) => status)).toEqual(went);
            const epochs = settled.flatMap((one) => (one.status === 'fulfilled' ? (one.value ?? []) : []));
            expect(new Set(epochs).size).toBe(epochs.length);
            const expected = accounts.map((_id, account) =>
              members.reduce((sum, one) => sum + (one.account === account && one.ends === 'well' ? one.lines : 0), 0),
            );
            expect(await linesOf(storage, accounts)).toEqual(expected);
          }),
          { numRuns: 40 },
        );
      });
    });

    test('a browser that signs in twice at once is one device', async () => {
      const { storage } = subject();
      const [accountId = ''] = await accountsOf(storage, 1);
      const hash = newHash();
      const found = Array.from({ length: 3 }, () =>
        storage.transaction.together(async (stores) => {
          await stores.accounts.lock(accountId);
          const known = await stores.devices.findByBrowser(hash, accountId);
          const device = known ?? newDevice(accountId);
          if (known === null) await stores.devices.insert(device, hash);
          return device.id;
        }),
      );
      expect(new Set(await Promise.all(found)).size).toBe(1);
    });
  });
});
