import type { Stores } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { onEachEngine, withOtherNode } from './engines.ts';
import { accountsOf, bear, endingAt, linesOf, newEntry, noon } from './fixtures.ts';

describe('what shares a transaction, beside others', () => {
  onEachEngine(createDatabase, (subject, engine) => {
    /** As far as they can without what this transaction has locked; on SQLite they do not begin before it ends. */
    const othersComeAlong = () => new Promise((resolve) => setTimeout(resolve, engine === 'postgres' ? 150 : 0));

    test('a birth dies with everything that ends beside it, or begins after the ending', async () => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        const [accountId = '', neighbor = ''] = await accountsOf(storage, 2);
        const births = Array.from({ length: 20 }, (_, turn) =>
          (turn % 2 === 0 ? storage : other).transaction.together((stores) =>
            bear(stores, turn % 4 < 2 ? accountId : neighbor),
          ),
        );
        const ending = other.transaction.together(async (stores) => {
          await stores.accounts.lock(accountId);
          await stores.credentials.endAll({ accountId, kinds: ['session'] }, endingAt(noon));
          return stores.authority.raise([{ kind: 'account', id: accountId }]);
        });
        const sessions = await Promise.all(births);
        await ending;
        for (const session of sessions) {
          const { credential } = await storage.verifiers.lookUp(session.tokenHash);
          const isLate = session.accountId === neighbor || session.accountGeneration === 1;
          expect(credential?.outlived).toBe(!isLate);
        }
      });
    });

    test('takes the epoch after every row, so that nobody waits in a circle', async () => {
      const { storage } = subject();
      await withOtherNode(subject(), async (other) => {
        const [accountId = '', another = ''] = await accountsOf(storage, 2);
        const raise = async ({ authority }: Stores) => authority.raise([]);
        const outside = other.transaction(async (stores) => {
          await stores.accounts.lock(accountId);
          await othersComeAlong();
          return raise(stores);
        });
        let runs = 0;
        const inside = [another, accountId, null].map((locked) =>
          storage.transaction.together(async (stores) => {
            runs += 1;
            if (locked !== null) await stores.accounts.lock(locked);
            return raise(stores);
          }),
        );
        expect(new Set(await Promise.all([outside, ...inside])).size).toBe(4);
        // In a circle PostgreSQL would have ended one of the two, and these would have run again.
        expect(runs).toBe(inside.length);
      });
    });

    test('locks the accounts of all in one order, so that no two nodes wait in a circle', async () => {
      const { storage } = subject();
      const accounts = await accountsOf(storage, 16);
      await withOtherNode(subject(), async (other) => {
        const outside = storage.transaction(async (stores) => {
          await stores.accounts.lock(accounts[7] ?? '');
          await othersComeAlong();
        });
        await new Promise((resolve) => setTimeout(resolve, 20));
        let runs = 0;
        const inside = [storage, other].flatMap((node, nth) =>
          (nth === 0 ? accounts : accounts.toReversed()).map((accountId) =>
            node.transaction.together(async (stores) => {
              runs += 1;
              await stores.accounts.lock(accountId);
              await stores.log.append(newEntry(accountId));
            }),
          ),
        );
        await Promise.all([outside, ...inside]);
        expect(runs).toBe(inside.length);
      });
      expect(await linesOf(storage, accounts)).toEqual(accounts.map(() => 2));
    });
  });
});
