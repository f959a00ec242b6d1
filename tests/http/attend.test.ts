import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../src/free-port.ts';
import { send } from '../src/http.ts';
import { ServerProcess } from '../src/server-process.ts';

/** Each starts whole processes, which takes its time where a machine does other things too. */
const patience = { timeout: 120_000 };

describe('attend', patience, () => {
  let folder: string;
  let environment: Record<string, string>;
  const started: ServerProcess[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rollcall-attend-'));
    environment = { ROLLCALL_DATA_FOLDER: folder, ROLLCALL_PORT: String(await freePort()), ROLLCALL_LOG_LEVEL: 'warn' };
  });
  afterEach(async () => {
    for (const one of started.splice(0)) await one.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function start(command: string): ServerProcess {
    const process = new ServerProcess(environment, command);
    started.push(process);
    return process;
  }
  const socketOf = ({ output }: ServerProcess) => (JSON.parse(output) as { socket: string }).socket;
  const status = (socket: string) => send(socket, { method: 'GET', path: '/operator/status' });

  it('opens the store for the operator alone, for as long as its input is open', async () => {
    const attending = start('attend');
    await attending.says('}\n');
    const socket = socketOf(attending);
    expect((await status(socket)).json()).toMatchObject({ setupNeeded: true });
    const created = await send(socket, {
      method: 'POST',
      path: '/operator/accounts',
      body: { userName: 'anna', displayName: 'Anna' },
    });
    expect(created.status).toBe(200);
    attending.closeInput();
    expect(await attending.ended()).toBe(0);
    expect(existsSync(socket)).toBe(false);
  });

  it('names the socket of the server that runs', async () => {
    const serving = start('serve');
    await serving.says('rcl_');
    const attending = start('attend');
    await attending.says('}\n');
    expect((await status(socketOf(attending))).status).toBe(200);
    attending.closeInput();
    expect(await attending.ended()).toBe(0);
    expect((await status(socketOf(attending))).status).toBe(200);
  });

  it('serve says in words where it is before its log says anything', async () => {
    environment['ROLLCALL_LOG_LEVEL'] = 'info';
    const serving = start('serve');
    await serving.says('rcl_');
    expect(serving.output).toMatch(/^Rollcall listens on /);
    expect(serving.errors).toBe('');
  });

  it('ends a session while a killed server’s lease may live, and waits it out', async () => {
    const serving = start('serve');
    await serving.says('rcl_');
    await serving.kill('SIGKILL');
    const attending = start('attend');
    await attending.says('}\n');
    const socket = socketOf(attending);
    await send(socket, { method: 'POST', path: '/operator/accounts', body: { userName: 'anna', displayName: 'Anna' } });
    const outcome = await send(socket, { method: 'POST', path: '/operator/accounts/anna/disabling' });
    expect(outcome.json<{ receipt: { waitedOut: string[] } }>().receipt.waitedOut).toHaveLength(1);
  });

  it('a stale socket is replaced, a live one and a file of somebody else’s are not', async () => {
    const path = join(folder, 'operator.sock');
    const stale = createServer().listen(path);
    await new Promise((resolve) => stale.once('listening', resolve));
    const refused = start('serve');
    expect(await refused.ended()).toBe(1);
    expect(refused.errors).toContain('already running');
    await new Promise((resolve) => stale.close(resolve));
    writeFileSync(path, 'mine');
    const other = start('serve');
    expect(await other.ended()).toBe(1);
    expect(other.errors).toContain('is no socket');
  });

  it('a configuration that does not hold is explained', async () => {
    environment['ROLLCALL_PORT'] = 'eighty';
    const wrong = start('serve');
    expect(await wrong.ended()).toBe(1);
    expect(wrong.errors).toContain('ROLLCALL_PORT');
    expect(wrong.errors).not.toContain('    at ');
  });
});
