import { startPostgres } from './start-postgres.ts';

/**
 * Runs once before the first test of Vitest or Playwright, and returns what to do after the last one. A PostgreSQL that
 * is named in the environment is used instead of one of our own. Where none is installed, the tests that ask for a
 * database fail and say so; the others can still be run by themselves.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env['ROLLCALL_TEST_POSTGRES']) return async () => {};
  try {
    const postgres = await startPostgres();
    process.env['ROLLCALL_TEST_POSTGRES'] = postgres.url;
    return () => postgres.stop();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return async () => {};
  }
}
