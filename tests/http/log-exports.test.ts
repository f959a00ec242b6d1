import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { makeSetUpLink, setUp } from '@rollcall/core';
import { configFrom, createLogger } from '@rollcall/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../packages/server/src/app.ts';
import { wire } from '../../packages/server/src/deps.ts';
import { systemTimer } from '../../packages/server/src/pace.ts';
import { sessionCookie } from '../src/browser.ts';
import { movableClock } from '../src/movable-clock.ts';
import { createDatabase } from '../src/postgres.ts';
import { engines, password, secretOf } from '../src/test-server.ts';
import { visitor } from '../src/world.ts';

type App = Awaited<ReturnType<typeof createApp>>;
type Wired = Awaited<ReturnType<typeof wire>>;

const lines = 3_000;

/** Asked without a network, which would keep megabytes on its way: here the server waits for whoever takes the export slowly. */
describe.each(engines)('an export that is taken slowly on %s', (engine) => {
  let folder: string;
  let database: Awaited<ReturnType<typeof createDatabase>> | null;
  let app: App;
  let wired: Wired;
  let cookie: string;
  let session: Awaited<ReturnType<typeof setUp>>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rollcall-exports-'));
    database = engine === 'postgres' ? await createDatabase() : null;
    const environment = {
      ROLLCALL_DATA_FOLDER: folder,
      ...(database !== null && { ROLLCALL_DATABASE_URL: database.url }),
    };
    const surroundings = {
      clock: movableClock(),
      timer: systemTimer,
      log: createLogger('error', { write: () => {} }),
      pagesFolder: null,
    };
    wired = await wire(configFrom(environment, folder), surroundings);
    await wired.verifier.start();
    app = await createApp(wired.house);
    const { core } = wired.house;
    const link = secretOf((await makeSetUpLink(core)).url);
    const person = { link, userName: 'anna', displayName: 'Anna Lind', password, organizationName: null };
    session = await setUp(core, visitor(), person);
    cookie = `${sessionCookie}=${session.token}`;
    const [entry] = (await core.log.pageOf(session.accountId, [], { after: null, limit: 1 })).rows;
    await core.transaction(async ({ log }) => {
      for (let made = 0; made < lines && entry !== undefined; made += 1) {
        await log.append({ ...entry, id: core.chance.id() });
      }
    });
  });
  afterAll(async () => {
    await app.close();
    await wired.verifier.stop();
    await wired.storage.close();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const taking = async (url: string) => {
    const answered = await app.inject({ method: 'GET', url, headers: { cookie }, payloadAsStream: true });
    expect(answered.statusCode).toBe(200);
    return answered.stream();
  };
  const rest = async (stream: Readable) => {
    let text = '';
    try {
      for await (const part of stream) text += part;
    } catch {
      return { isWhole: false, text };
    }
    return { isWhole: true, text };
  };
  const exports = [
    '/v1/me/log/export?format=csv',
    '/v1/me/log/export?format=json',
    '/v1/organization/log/export',
    '/v1/organization/log/chain',
  ];

  it.each(exports)('is whole while its session is good: %s', async (url) => {
    const { isWhole, text } = await rest(await taking(url));
    expect(isWhole).toBe(true);
    expect(text.trimEnd().split('\n').length).toBeGreaterThan(lines);
  });

  it('breaks off once the session has ended', async () => {
    const streams = await Promise.all(exports.map(taking));
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const signedOut = await app.inject({ method: 'POST', url: '/v1/sign-out', headers });
    expect(signedOut.statusCode).toBe(200);
    const taken = await Promise.all(streams.map(rest));
    expect(taken.map(({ isWhole }) => isWhole)).toEqual(exports.map(() => false));
    for (const { text } of taken) expect(text.split('\n').length).toBeLessThan(lines);
  });
});
