import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createDatabase } from '../src/postgres.ts';

const database = await createDatabase();
afterAll(() => database.drop());

test('a test file gets an empty database of its own, with fsync on', async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const tables = await client.query(`select 1 from information_schema.tables where table_schema = 'public'`);
  const fsync = await client.query<{ fsync: string }>('show fsync');
  await client.end();
  expect(tables.rowCount).toBe(0);
  expect(fsync.rows).toEqual([{ fsync: 'on' }]);
});
