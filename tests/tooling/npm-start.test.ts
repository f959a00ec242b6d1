import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../src/free-port.ts';

const root = join(import.meta.dirname, '../..');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-npm-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  { script: ['start'], name: 'npm start' },
  { script: ['run', 'rollcall', 'serve'], name: 'npm run rollcall serve' },
])('$name: a supervisor that stops npm stops the server, in peace', { timeout: 120_000 }, async ({ script }) => {
  const port = String(await freePort());
  const env = { PATH: process.env['PATH'], HOME: folder, ROLLCALL_DATA_FOLDER: folder, ROLLCALL_PORT: port };
  const npm = spawn('npm', script, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  npm.stderr.on('data', (chunk) => {
    log += chunk;
  });
  await says(npm, 'Rollcall listens');
  npm.kill('SIGTERM');
  const [code] = await once(npm, 'close');
  expect(code).toBe(0);
  expect(log).toContain('Stopped.');
  await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow('fetch failed');
});

/** Waits until its standard output says this. */
function says({ stdout }: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    stdout?.on('data', (chunk) => {
      said += chunk;
      if (said.includes(text)) resolve();
    });
    stdout?.once('end', () => reject(new Error(`npm ended:\n${said}`)));
  });
}
