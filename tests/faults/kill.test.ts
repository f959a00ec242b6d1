import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TestBrowser } from '../src/browser.ts';
import { freePort } from '../src/free-port.ts';
import { send } from '../src/http.ts';
import { createDatabase, type TestDatabase } from '../src/postgres.ts';
import { ServerProcess } from '../src/server-process.ts';
import { engines, password, secretOf } from '../src/test-server.ts';
import { Witness } from './witness.ts';

/** After how many answers it is killed, at a moment of chance soon after: in the first request, between, and in full swing. */
const moments = [0, 1, 2, 5, 10, 20, 40];
const soonMs = 30;
const workers = 3;

/** Each restarts a whole process, which takes its time where a machine does other things too. */
const patience = { timeout: 120_000 };

describe.each(engines)('kill -9 on %s', patience, (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-kill-'));
  let database: TestDatabase | null = null;
  let address = '';
  let environment: Record<string, string> = {};
  let server: ServerProcess;
  const witness = new Witness();
  let people = 0;

  async function start(): Promise<void> {
    server = new ServerProcess(environment);
    await server.says('listens on');
  }

  beforeAll(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    environment = { ROLLCALL_DATA_FOLDER: folder, ROLLCALL_PORT: String(port), ROLLCALL_LOG_LEVEL: 'warn' };
    if (engine === 'postgres') {
      database = await createDatabase();
      environment['ROLLCALL_DATABASE_URL'] = database.url;
    }
    await start();
    await server.says('rcl_');
    const link = /rcl_\w+/.exec(server.output)?.[0];
    await new TestBrowser(address).ask('POST', '/v1/setup', { link, userName: 'anna', displayName: 'Anna', password });
  });

  /** A new person for each worker: a try that was cut off counts as a guess at the password. */
  async function newPerson(): Promise<string> {
    people += 1;
    const userName = `person${people}`;
    const socket = join(folder, 'operator.sock');
    const body = { userName, displayName: userName };
    const made = await send(socket, { method: 'POST', path: '/operator/accounts', body });
    const link = secretOf(made.json<{ link: { url: string } }>().link.url);
    await new TestBrowser(address).ask('POST', '/v1/password-resets', { link, newPassword: password });
    return userName;
  }

  afterAll(async () => {
    await server.kill('SIGKILL');
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(moments)('after %d answers loses nothing that was answered', async (answers) => {
    const killed = new AbortController();
    const logins = await Promise.all(Array.from({ length: workers }, newPerson));
    const work = logins.map((login) => witness.work(address, login, killed.signal));
    await witness.hears(answers);
    await wait(Math.random() * soonMs);
    killed.abort();
    expect(await server.kill('SIGKILL')).toBe('SIGKILL');
    await Promise.all(work);
    await start();
    expect(await witness.contradictions()).toEqual([]);
  });

  it('something was answered in the first place', () => {
    expect(witness.answered.signIns).toBeGreaterThan(10);
    expect(witness.answered.renames).toBeGreaterThan(3);
    expect(witness.answered.revocations).toBeGreaterThan(3);
  });

  it('a server that is told to stop ends by itself, within 10 s, and without a complaint', async () => {
    const began = performance.now();
    expect(await server.kill('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(server.errors).not.toMatch(/"level":[56]0/);
    await start();
    expect(await witness.contradictions()).toEqual([]);
  });

  it('a second server on the same data says why it does not start', async () => {
    const port = await freePort();
    const second = new ServerProcess({ ...environment, ROLLCALL_PORT: String(port) });
    onTestFinished(async () => {
      await second.kill('SIGKILL');
    });
    expect(await second.ended()).toBe(1);
    expect(second.errors).toMatch(/already running|in use/);
    expect(await witness.contradictions()).toEqual([]);
  });
});
