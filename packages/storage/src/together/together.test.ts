import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Connection } from '../connection.ts';
import { postgres } from '../dialect.ts';
import type { Tables } from '../schema.ts';
import { Together } from './together.ts';

/** A store that says what it is told. */
function recordingStore(failing: (text: string) => boolean = () => false) {
  const told: string[] = [];
  const tell = async (text: string) => {
    told.push(text);
    if (failing(text)) throw new Error(`No ${text}.`);
  };
  class Driver extends DummyDriver {
    override beginTransaction = () => tell('begin');
    override commitTransaction = () => tell('commit');
    override rollbackTransaction = () => tell('rollback');
  }
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new Driver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const on: Connection = { db, dialect: postgres };
  return { on, told };
}

const settledBy = async (works: Promise<unknown>[]) =>
  (await Promise.allSettled(works)).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)));

test('what arrives in one turn shares a commit, as many as may', async () => {
  const { on, told } = recordingStore();
  const together = new Together(on, { members: 3, transactions: 1 });
  const answers = [1, 2, 3, 4].map((one) => together.run(async () => one));
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4]);
  expect(told).toEqual(['begin', 'commit', 'begin', 'commit']);
});

test('what arrives while as many transactions as may are under way shares the next', async () => {
  const { on, told } = recordingStore();
  const together = new Together(on, { members: 10, transactions: 1 });
  let late: Promise<number[]> | undefined;
  const first = together.run(async () => {
    late = Promise.all([2, 3, 4].map((one) => together.run(async () => one)));
    return 1;
  });
  expect(await first).toBe(1);
  expect(await late).toEqual([2, 3, 4]);
  expect(told).toEqual(['begin', 'commit', 'begin', 'commit']);
});

test('nobody is answered before the commit', async () => {
  const { on, told } = recordingStore();
  const together = new Together(on, { members: 10, transactions: 1 });
  const answers = [1, 2].map(async (one) => {
    await together.run(async () => one);
    told.push('answer');
  });
  await Promise.all(answers);
  expect(told).toEqual(['begin', 'commit', 'answer', 'answer']);
});

test('a commit that fails may have been one all the same: nothing runs again', async () => {
  const { on } = recordingStore((text) => text === 'commit');
  const together = new Together(on, { members: 10, transactions: 1 });
  let runs = 0;
  const work = () =>
    together.run(async () => {
      runs += 1;
    });
  expect(await settledBy([work(), work()])).toEqual(['Error: No commit.', 'Error: No commit.']);
  expect(runs).toBe(2);
});

test('without a transaction each is told', async () => {
  const { on } = recordingStore((text) => text === 'begin');
  const together = new Together(on, { members: 10, transactions: 1 });
  const works = [1, 2].map((one) => together.run(async () => one));
  expect(await settledBy(works)).toEqual(['Error: No begin.', 'Error: No begin.']);
});

test('those that would wait for each other for ever run one by one', async () => {
  const { on, told } = recordingStore();
  const together = new Together(on, { members: 10, transactions: 1 });
  const claim = (key: string) => ({
    rank: 'lock' as const,
    writes: false,
    claim: () => key,
    one: async (inside: Connection) => (await sql<never>`select 1`.execute(inside.db)).rows,
    many: async (_inside: Connection, all: readonly string[]) => all.map(() => []),
  });
  const works = ['ab', 'ba'].map((order) =>
    together.run(async (inside) => {
      for (const key of order) await inside.ask?.(claim(key), key);
      return order;
    }),
  );
  expect(await Promise.all(works)).toEqual(['ab', 'ba']);
  expect(told[1]).toBe('rollback');
});
