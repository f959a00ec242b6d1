import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of its own for one test file or suite. */
export interface TestDatabase {
  /** `postgres://` URL of the new, empty database. */
  readonly url: string;
  /** Drops it, ending the connections that are still open. */
  drop(): Promise<void>;
}

/**
 * Creates an empty database on the PostgreSQL that the test run started:
 *
 *     const database = await createDatabase();
 *     afterAll(() => database.drop());
 */
export async function createDatabase(): Promise<TestDatabase> {
  const server = process.env['ROLLCALL_TEST_POSTGRES'];
  if (!server) {
    throw new Error(
      'No PostgreSQL to test on: install it (Debian: postgresql), or name one in ROLLCALL_TEST_POSTGRES.',
    );
  }
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(server, `drop database ${name} with (force)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
