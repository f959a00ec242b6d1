import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rollcall } from '../../packages/cli/src/test-helpers.ts';
import { freePort } from '../src/free-port.ts';
import { send } from '../src/http.ts';
import { createDatabase, type TestDatabase } from '../src/postgres.ts';
import { ServerProcess } from '../src/server-process.ts';
import { engines } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';

type Sessions = AnswerOf<'GET /v1/service/accounts/:externalId/sessions'>;

const patience = { timeout: 120_000 };
const people = 250;
const sessionsEach = 3;
/** Which session must be in before the server is killed: of the second request, and in full swing. */
const moments = [100, 430];

describe.each(engines)('kill -9 in the middle of an import on %s', patience, (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-import-kill-'));
  let database: TestDatabase | null = null;
  let environment: Record<string, string> = {};
  let server: ServerProcess;
  let origin = '';

  async function start(): Promise<void> {
    server = new ServerProcess(environment);
    await server.says('listens on');
  }

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    environment = { ROLLCALL_DATA_FOLDER: folder, ROLLCALL_PORT: String(port), ROLLCALL_LOG_LEVEL: 'warn' };
    if (engine === 'postgres') {
      database = await createDatabase();
      environment['ROLLCALL_DATABASE_URL'] = database.url;
    }
    await start();
  });
  afterAll(async () => {
    await server.kill('SIGKILL');
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(moments)('with session %d in, loses and doubles nothing when it is run again', async (moment) => {
    const operator = (method: string, path: string, body?: unknown) =>
      send(join(folder, 'operator.sock'), { method, path, body });
    const name = `Acme${moment}`;
    const service = await TestService.make({ origin, operator }, name);
    const tokenOf = (number: number) => `token-of-before-${moment}-${String(number).padStart(9, '0')}`;
    const personOf = (number: number) => `person-${number % people}`;
    const isIn = async (number: number) => (await service.verify(tokenOf(number), { imported: true })).active;
    const lines = Array.from({ length: people * sessionsEach }, (_, number) =>
      JSON.stringify({ token: tokenOf(number), externalId: personOf(number), issuedAt: Date.now() - 60_000 }),
    );
    writeFileSync(join(folder, 'sessions.jsonl'), lines.join('\n'));
    const run = () => rollcall(folder, `sessions import sessions.jsonl --service ${name}`, environment);

    const interrupted = run();
    await expect.poll(() => isIn(moment), { timeout: 30_000, interval: 5 }).toBe(true);
    expect(await server.kill('SIGKILL')).toBe('SIGKILL');
    const { exitCode, error } = await interrupted;
    expect(exitCode).toBe(3);
    expect(error).toMatch(/[1-9]\d* sessions were imported before that; run it again to go on\./);

    await start();
    expect(await isIn(moment)).toBe(true);
    const { out } = await run();
    const [, imported, there] =
      /^(\d+) sessions were imported, (\d+) were there already, 0 refused\.$/m.exec(out) ?? [];
    expect(Number(imported) + Number(there)).toBe(lines.length);
    expect(Number(imported)).toBeGreaterThan(0);
    expect(Number(there)).toBeGreaterThan(moment);
    for (let person = 0; person < people; person += 1) {
      const path = `/v1/service/accounts/${personOf(person)}/sessions`;
      expect((await service.ask<Sessions>('GET', path)).rows).toHaveLength(sessionsEach);
    }
    for (let number = 0; number < lines.length; number += 7) expect(await isIn(number)).toBe(true);
  });
});
