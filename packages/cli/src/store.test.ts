import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase } from '../../../tests/src/postgres.ts';
import { rollcall, type Served, serve, setUp } from './test-helpers.ts';

/** Each starts whole processes, one after the other. */
const patience = { timeout: 120_000 };

let folder = '';
let server: Served | null = null;
const left: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-store-'));
});
afterEach(async () => {
  await server?.stop();
  server = null;
  for (const remove of left.splice(0)) await remove();
  rmSync(folder, { recursive: true, force: true });
});

async function done(words: string, variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const { exitCode, out, error } = await rollcall(folder, words, variables);
  expect({ words, error, exitCode }).toEqual({ words, error: '', exitCode: 0 });
  return out;
}

async function start(variables: NodeJS.ProcessEnv = {}): Promise<Served> {
  server = await serve(folder, variables);
  return server;
}

async function stop(): Promise<void> {
  await server?.stop();
  server = null;
}

const statusOf = async (cookie: string) => (await fetch(`${server?.origin}/v1/me`, { headers: { cookie } })).status;
const sessionIds = async (variables: NodeJS.ProcessEnv = {}) =>
  (JSON.parse(await done('sessions list --json', variables)) as { rows: { session: { id: string } }[] }).rows.map(
    ({ session }) => session.id,
  );

async function postgres(): Promise<NodeJS.ProcessEnv> {
  const database = await createDatabase();
  left.push(() => database.drop());
  return { ROLLCALL_DATABASE_URL: database.url };
}

describe('A backup', patience, () => {
  async function revokedAfterBackup(): Promise<string> {
    const cookie = await setUp(await start());
    expect(await done('backup kept.db')).toMatch(
      /^kept\.db holds the store: \d+ bytes\.\nThe key ring .* is not in it/,
    );
    expect(statSync(join(folder, 'kept.db')).mode & 0o777).toBe(0o600);
    for (const id of await sessionIds()) await done(`sessions revoke ${id}`);
    expect(await statusOf(cookie)).toBe(401);
    await stop();
    return cookie;
  }

  test('brings nothing back that was ended after it was made', async () => {
    const cookie = await revokedAfterBackup();
    expect(await done('restore kept.db --yes')).toMatch(
      /is kept as \S+replaced-\S+; .*\nEverybody has to sign in again/,
    );
    await start();
    expect(await statusOf(cookie)).toBe(401);
    expect(await sessionIds()).toEqual([]);
    expect(server?.setUpLink).toBeNull();
  });

  test('brings it back where that is asked for, and says so', async () => {
    const cookie = await revokedAfterBackup();
    const out = await done('restore kept.db --yes --keep-sessions');
    expect(out).toMatch(/Nothing was ended: .*\nWhat was ended since then is good again until you end it/);
    await start();
    expect(await statusOf(cookie)).toBe(200);
    expect(await done('sessions revoke-all --yes')).toMatch(/^It is out\. 1 verifier confirmed in \d+ ms\.\n$/);
    expect(await statusOf(cookie)).toBe(401);
  });

  test('is not restored while a server runs, nor where it is none, and then nothing changes', async () => {
    const cookie = await setUp(await start());
    await done('backup kept.db');
    const running = await rollcall(folder, 'restore kept.db --yes');
    expect([running.exitCode, running.error]).toEqual([
      1,
      expect.stringMatching(/already running.*\nNothing was changed/),
    ]);
    await stop();
    const before = readFileSync(join(folder, 'data', 'rollcall.db'));
    writeFileSync(join(folder, 'short.db'), readFileSync(join(folder, 'kept.db')).subarray(0, 40_000));
    writeFileSync(join(folder, 'text.db'), 'not a database, but long enough to be taken for one'.repeat(20));
    for (const name of ['short.db', 'text.db', 'nowhere.db']) {
      const refused = await rollcall(folder, `restore ${name} --yes`);
      expect([refused.exitCode, refused.error], name).toEqual([
        1,
        expect.stringMatching(new RegExp(`${name}.*\nNothing`)),
      ]);
    }
    expect(readFileSync(join(folder, 'data', 'rollcall.db')).equals(before)).toBe(true);
    expect(readdirSync(join(folder, 'data')).sort()).toEqual(['keys.json', 'rollcall.db']);
    await start();
    expect(await statusOf(cookie)).toBe(200);
  });

  test('never takes the place of a file that is there, and is asked about', async () => {
    await done('backup kept.db');
    const again = await rollcall(folder, 'backup kept.db');
    expect([again.exitCode, again.error]).toEqual([1, 'kept.db is there already; name another file.\n']);
    const asked = await rollcall(folder, 'restore kept.db');
    expect([asked.exitCode, asked.error]).toEqual([2, expect.stringMatching(/Nobody is here to ask: say --yes/)]);
  });

  test('of PostgreSQL is for its own tools', async () => {
    const variables = await postgres();
    const refused = await rollcall(folder, 'backup kept.db', variables);
    expect([refused.exitCode, refused.error]).toEqual([1, expect.stringContaining('pg_dump --format=custom')]);
    expect(existsSync(join(folder, 'kept.db'))).toBe(false);
    const restore = await rollcall(folder, 'restore kept.db --yes', variables);
    expect([restore.exitCode, restore.error]).toEqual([1, expect.stringContaining('pg_restore')]);
  });
});

describe('A store that moves', patience, () => {
  test('from SQLite to PostgreSQL and back ends everything, unless nothing is to end', async () => {
    const cookie = await setUp(await start());
    expect(await done('export one.jsonl')).toMatch(/^one\.jsonl holds the store: \d+ rows\.\n/);
    await stop();
    const variables = await postgres();
    expect(await done('import one.jsonl --keep-sessions', variables)).toMatch(
      /^\d+ rows were imported\.\nNothing was ended/,
    );
    await start(variables);
    expect(await statusOf(cookie)).toBe(200);
    await done('export two.jsonl', variables);
    await stop();
    rmSync(join(folder, 'data', 'rollcall.db'));
    expect(await done('import two.jsonl')).toMatch(/imported\.\nEverybody has to sign in again/);
    await start();
    expect(await statusOf(cookie)).toBe(401);
    expect(await done('status')).toContain('with 1 account.');
  });

  test('is not written over another, nor from a file that was changed', async () => {
    await done('accounts create asa');
    await done('export one.jsonl');
    const full = await rollcall(folder, 'import one.jsonl');
    expect([full.exitCode, full.error]).toEqual([1, expect.stringMatching(/accounts here already: 1\..*--replace/)]);
    expect(await done('import one.jsonl --replace --yes --json')).toMatch(/"rows": \d+/);
    writeFileSync(join(folder, 'two.jsonl'), readFileSync(join(folder, 'one.jsonl'), 'utf8').replace('asa', 'eva'));
    const changed = await rollcall(folder, 'import two.jsonl --replace --yes');
    expect([changed.exitCode, changed.error]).toEqual([
      1,
      expect.stringMatching(/cut off or changed.*\nNothing was changed/),
    ]);
    expect(await done('accounts list')).toContain('asa');
  });
});
