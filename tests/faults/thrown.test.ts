import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../src/free-port.ts';
import { ServerProcess } from '../src/server-process.ts';

const throwOnSignal = fileURLToPath(new URL('../src/throw-on-signal.ts', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-thrown-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what nobody caught', () => {
  it('is written to the log, and the server ends in order, telling its supervisor', async () => {
    const environment = { ROLLCALL_DATA_FOLDER: folder, ROLLCALL_PORT: String(await freePort()) };
    const server = new ServerProcess(environment, 'serve', [throwOnSignal]);
    await server.says('set-up#');
    expect(await server.kill('SIGUSR2')).toBe(1);
    const lines = server.errors
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 60, err: expect.objectContaining({ message: 'Thrown by a test.' }) }),
    );
    expect(lines.at(-1)).toMatchObject({ msg: 'Stopped.' });
  });
});
