import { spawn } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defaultPolicy } from '@rollcall/core';
import { afterAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { openStorage, StoreInUse } from '../index.ts';
import { fileOfItsOwn, onEachEngine } from './engines.ts';
import { addAccount, chance, clock, newAccount } from './fixtures.ts';

const birth = { clock, chance };

describe('a store', () => {
  onEachEngine(createDatabase, (subject, _engine, makePlace) => {
    test('says that it is ready while it is open', async () => {
      expect(await subject().storage.ready()).toBe(true);
    });

    test('is the same one when it is opened again', async () => {
      const place = await makePlace();
      const first = await openStorage(place.location, birth);
      const account = await addAccount(first);
      const home = await first.organizations.default();
      await first.close();
      const second = await openStorage(place.location, birth);
      expect(await second.accounts.find(account.id)).toMatchObject({ id: account.id, displayName: 'Ada' });
      expect(await second.organizations.default()).toEqual(home);
      expect(await second.organizations.policy(home.id)).toEqual(defaultPolicy);
      await second.close();
      await place.remove();
    });

    test('takes back everything of a transaction that fails, and hands on its error', async () => {
      const { storage } = subject();
      const account = newAccount();
      const failing = storage.transaction(async (stores) => {
        await stores.accounts.insert(account);
        expect(await stores.accounts.find(account.id)).not.toBeNull();
        throw new RangeError('mine');
      });
      await expect(failing).rejects.toThrow(RangeError);
      expect(await storage.accounts.find(account.id)).toBeNull();
      expect(await storage.transaction(async () => 'answer')).toBe('answer');
    });

    test('shows nothing of a transaction before it commits', async () => {
      const { storage } = subject();
      const account = newAccount();
      let seen: Promise<unknown> = Promise.resolve();
      await storage.transaction(async (stores) => {
        await stores.accounts.insert(account);
        seen = storage.transaction(async (others) => others.accounts.count());
        await Promise.race([seen, new Promise((resolve) => setTimeout(resolve, 20))]);
      });
      await seen;
      expect(await storage.accounts.find(account.id)).not.toBeNull();
    });
  });
});

describe('a file', () => {
  const place = fileOfItsOwn();
  afterAll(() => place.remove());
  const { file } = place.location;

  test('is open in one process only, and says so at once', async () => {
    const storage = await openStorage(place.location, birth);
    const before = performance.now();
    await expect(openStorage(place.location, birth)).rejects.toThrow(StoreInUse);
    expect(performance.now() - before).toBeLessThan(1_000);
    const other = await run(`await openStorage(${JSON.stringify(place.location)}, birth)`);
    expect(other.output).toContain('StoreInUse');
    await storage.close();
    await (await openStorage(place.location, birth)).close();
  });

  test('is free again when its process was killed, with all that was answered', async () => {
    const killed = await run(`
      const storage = await openStorage(${JSON.stringify(place.location)}, birth);
      await storage.accounts.insert({ id: '01900000-0000-7000-8000-000000000001', displayName: 'kept', locale: null,
        timeZone: null, createdAt: 0, disabledAt: null, passwordChangedAt: null, lastLookedAt: null, passwordHash: null });
      process.kill(process.pid, 'SIGKILL');`);
    expect(killed.signal).toBe('SIGKILL');
    const storage = await openStorage(place.location, birth);
    expect(await storage.accounts.find('01900000-0000-7000-8000-000000000001')).toMatchObject({ displayName: 'kept' });
    await storage.close();
  });

  test('can be read by its owner alone, with its folder and its log', async () => {
    const storage = await openStorage(place.location, birth);
    await addAccount(storage);
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect([mode(dirname(file)), mode(file), mode(`${file}-wal`)]).toEqual(['700', '600', '600']);
    await storage.close();
  });

  test('that is no store is refused and left closed', async () => {
    const strange = join(dirname(file), 'strange.db');
    writeFileSync(strange, 'not a database, but long enough to be taken for one'.repeat(20));
    await expect(openStorage({ kind: 'sqlite', file: strange }, birth)).rejects.toThrow('not a database');
  });
});

/** Another process that has `openStorage` and `birth` at hand. */
function run(body: string): Promise<{ output: string; signal: NodeJS.Signals | null }> {
  const script = `
    import { openStorage } from ${JSON.stringify(join(import.meta.dirname, '../index.ts'))};
    const birth = { clock: { now: () => 0 }, chance: { id: () => crypto.randomUUID() } };
    ${body}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    cwd: import.meta.dirname,
  });
  return new Promise((resolve) => {
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    child.on('close', (_code, signal) => resolve({ output, signal }));
  });
}
