import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { openPool } from '../engines/postgres/pool.ts';
import { reserve } from '../engines/postgres/reserve.ts';
import { openStorage } from '../index.ts';
import {
  accountsOf,
  addAccount,
  addSession,
  chance,
  clock,
  endingAt,
  endOrganization,
  linesOf,
  newEntry,
  newHash,
  newId,
  noon,
} from './fixtures.ts';

const birth = { clock, chance };

describe('on postgres alone', async () => {
  const database = await createDatabase();
  afterAll(() => database.drop());
  const location = { kind: 'postgres', url: database.url, connections: 4 } as const;

  test('nodes that start together found one default organization', async () => {
    const nodes = await Promise.all([1, 2, 3].map(() => openStorage(location, birth)));
    const homes = await Promise.all(nodes.map(({ organizations }) => organizations.default()));
    expect(new Set(homes.map(({ id }) => id)).size).toBe(1);
    await Promise.all(nodes.map((node) => node.close()));
  });

  test('no connection compiles a statement before it runs it, whatever the server would', async () => {
    const pool = openPool(database.url, 1);
    await pool.query(`alter database ${new URL(database.url).pathname.slice(1)} set jit = on`);
    await pool.end();
    const another = openPool(database.url, 1);
    expect((await another.query('show jit')).rows).toEqual([{ jit: 'off' }]);
    await another.end();
  });

  test('listening goes on after its connection is lost, and tells that hints may have been missed', async () => {
    const node = await openStorage(location, birth);
    const heard = vi.fn<() => void>();
    node.verifiers.onWake(heard);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), 5_000);
    await query(`select pg_terminate_backend(pid) from pg_stat_activity
      where query ilike 'listen%' and datname = current_database()`);
    await vi.waitFor(() => expect(heard.mock.calls.length).toBeGreaterThanOrEqual(2), 10_000);
    heard.mockClear();
    await node.verifiers.wake();
    await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 5_000);
    await node.close();
  });

  test('what is asked behind the end of a transaction is asked by nobody', async () => {
    const store = await openStorage({ ...location, connections: 1 }, birth);
    const raise = (stores: Pick<typeof store, 'authority'>) => stores.authority.raise([]);
    const before = await store.transaction(raise);
    for (const isRefused of [true, false]) {
      let late: (() => Promise<number>) | undefined;
      const work = store.transaction(async (stores) => {
        late = () => raise(stores);
        if (isRefused) throw new Error('Refused.');
      });
      await Promise.allSettled([work]);
      await store.transaction(async () => {
        await expect(late?.()).rejects.toThrow('The transaction is over.');
      });
    }
    expect(await store.transaction(raise)).toBe(before + 1);
    await store.close();
  });

  test('a connection whose transaction could not be ended is given to nobody any more', async () => {
    const pool = openPool(database.url, 1);
    const first = await pool.connect();
    const { rows } = await first.query('select pg_backend_pid() as pid');
    first.release();
    await reserve(pool, async ({ db }) => void (await sql`begin`.execute(db)));
    expect((await pool.query('select pg_backend_pid() as pid')).rows).not.toEqual(rows);
    await pool.end();
  });

  test('a birth from a session and the ending of everything do not wait for each other in a circle', async () => {
    const [one, other] = await Promise.all([openStorage(location, birth), openStorage(location, birth)]);
    const account = await addAccount(one);
    const parent = await addSession(one, account.id);
    const { id: organizationId } = await one.organizations.default();
    const child = { ...parent, id: newId(), tokenHash: newHash(), parentId: parent.id };
    const { ending } = await one.transaction(async (stores) => {
      await stores.credentials.lock(parent.id);
      // The other node locks the organization, then waits for our session, which it spares.
      const kinds = ['session'] as const;
      const ending = endOrganization(other, { organizationId, kinds, except: [parent.id] }, endingAt(noon));
      await waitsForLock();
      await stores.credentials.insertSession(child);
      return { ending };
    });
    await ending;
    expect(await one.credentials.find(parent.id)).toMatchObject({ outlived: false });
    expect(await one.credentials.find(child.id)).toMatchObject({ outlived: true });
    await Promise.all([one.close(), other.close()]);
  });

  test('what shares a transaction runs again, one by one, when its connection is lost', async () => {
    const node = await openStorage(location, birth);
    const accounts = await accountsOf(node, 6);
    let isCut = false;
    const entries = accounts.map((accountId) =>
      node.transaction.together(async (stores) => {
        await stores.accounts.lock(accountId);
        await stores.log.append(newEntry(accountId));
        if (!isCut) {
          isCut = true;
          await query(`select pg_terminate_backend(pid) from pg_stat_activity
            where state = 'idle in transaction' and datname = current_database()`);
        }
        await stores.log.append(newEntry(accountId));
      }),
    );
    await Promise.all(entries);
    expect(await linesOf(node, accounts)).toEqual(accounts.map(() => 2));
    await node.close();
  });

  test('the types of other users of pg in the process are left alone', async () => {
    const { rows } = await query('select 1::bigint as whole');
    expect(rows).toEqual([{ whole: '1' }]);
  });

  test('a database that cannot be reached is refused when opening', async () => {
    const nowhere = { kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/nothing' } as const;
    await expect(openStorage(nowhere, birth)).rejects.toThrow('could not be migrated');
  });

  test('a database that goes away is not ready', async () => {
    const passing = await createDatabase();
    const storage = await openStorage({ kind: 'postgres', url: passing.url }, birth);
    expect(await storage.ready()).toBe(true);
    await passing.drop();
    const works = [1, 2, 3].map(() => storage.transaction.together((stores) => stores.organizations.default()));
    const settled = await Promise.allSettled(works);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await storage.ready()).toBe(false);
    await storage.close();
  });

  async function waitsForLock(): Promise<void> {
    await vi.waitFor(async () => {
      const { rows } = await query(`select 1 from pg_stat_activity
        where wait_event_type = 'Lock' and datname = current_database()`);
      expect(rows).toHaveLength(1);
    }, 5_000);
  }

  async function query(text: string) {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    return client.query(text).finally(() => client.end());
  }
});
