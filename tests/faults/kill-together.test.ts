import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type StorageLocation } from '@rollcall/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemChance } from '../../packages/server/src/chance.ts';
import { createDatabase, type TestDatabase } from '../src/postgres.ts';
import { engines } from '../src/test-server.ts';

/** After how many answers it is killed: in the middle of what fifty have in one transaction, each time elsewhere. */
const moments = [1, 60, 130, 333];
const atOnce = 50;
const linesEach = 2;

/** Writes two lines each, fifty at once and over and over, and says which it begins and which were answered. */
const worker = (location: StorageLocation) => `
  import { openStorage } from '@rollcall/storage';
  const storage = await openStorage(${JSON.stringify(location)}, { clock: { now: () => 0 }, chance: { id: () => crypto.randomUUID() } });
  async function work() {
    for (;;) {
      const accountId = crypto.randomUUID();
      console.log('began ' + accountId);
      await storage.transaction.together(async (stores) => {
        for (let line = 0; line < ${linesEach}; line += 1) await stores.log.append({
          id: crypto.randomUUID(), at: 0, event: 'session.revoked', accountId, organizationId: null, actorKind: 'system',
          actorAccountId: null, actorDeviceId: null, credentialId: null, deviceId: null, address: null, details: {},
        });
      });
      console.log('answered ' + accountId);
    }
  }
  for (let nth = 0; nth < ${atOnce}; nth += 1) work();`;

describe.each(engines)('kill -9 among those that share a commit, on %s', { timeout: 60_000 }, (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-kill-together-'));
  let database: TestDatabase | null = null;
  let location: StorageLocation = { kind: 'sqlite', file: join(folder, 'rollcall.db') };

  beforeAll(async () => {
    if (engine !== 'postgres') return;
    database = await createDatabase();
    location = { kind: 'postgres', url: database.url };
  });
  afterAll(async () => {
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(moments)('after %d answers nothing is half, and nothing that was answered is lost', async (answers) => {
    const args = ['--input-type=module-typescript', '--eval', worker(location)];
    const child = spawn(process.execPath, args, { cwd: import.meta.dirname });
    const said = await killedAfter(child, answers);
    const answered = idsIn(said, 'answered');
    const storage = await openStorage(location, { clock: { now: () => 0 }, chance: systemChance });
    for (const accountId of idsIn(said, 'began')) {
      const { rows } = await storage.log.pageOf(accountId, [], { after: null, limit: 10 });
      expect(answered.has(accountId) ? [linesEach] : [0, linesEach]).toContain(rows.length);
    }
    await storage.close();
    expect(answered.size).toBeGreaterThanOrEqual(answers);
  });
});

/** All that it said before it was killed. */
async function killedAfter(child: ChildProcessWithoutNullStreams, answers: number): Promise<string> {
  let said = '';
  child.stderr.pipe(process.stderr);
  child.stdout.on('data', (text) => {
    said += text;
    if (idsIn(said, 'answered').size >= answers) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return said;
}

function idsIn(said: string, what: 'began' | 'answered'): Set<string> {
  return new Set(Array.from(said.matchAll(new RegExp(`^${what} (\\S{36})$`, 'gm')), ([, id = '']) => id));
}
