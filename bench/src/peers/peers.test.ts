import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../tests/src/postgres.ts';
import { fileIn } from '../place.ts';
import { type Population, populate } from '../population.ts';
import { copyToPostgres } from './copy-to-postgres.ts';
import { httpPeers } from './http-peers.ts';
import { userOf } from './programs/program.ts';
import { askOnce, type Running } from './running.ts';
import { type Service, startRedis } from './services.ts';
import { broughtBack } from './staleness.ts';
import { startPeer } from './start-peer.ts';
import { startRollcall } from './start-rollcall.ts';

const sessions = 20;
const folder = mkdtempSync(join(tmpdir(), 'rollcall-peers-'));
const databases: TestDatabase[] = [];
let redis: Service;
let population: Population;

beforeAll(async () => {
  redis = await startRedis();
  population = await populate(fileIn(folder), { sessions, sessionsPerAccount: 10, withTokens: true });
});

afterAll(async () => {
  await redis.stop();
  await Promise.all(databases.map((database) => database.drop()));
  rmSync(folder, { recursive: true });
});

async function database(): Promise<string> {
  const made = await createDatabase();
  databases.push(made);
  return made.url;
}

/** Stops it when the test is over. */
async function stopped(starting: Promise<Running>): Promise<Running> {
  const running = await starting;
  onTestFinished(() => running.stop());
  return running;
}

/** What they answer after a sign-out to whoever kept the cookie. */
const believeAnEndedSession = new Set([
  'better-auth, its endpoint, cookie cache',
  'better-auth, in process, cookie cache',
  'iron-session',
]);

test.each(Object.entries(httpPeers))(
  '%s answers the id of the user to each cookie, and refuses an ended one as its kind does',
  async (name, { program, variant, at }) => {
    const own = mkdtempSync(join(folder, 'peer-'));
    const postgresUrl = await database();
    const needs = { variant, sessions, cookies: sessions, lifetimeSeconds: 300, postgresUrl, redisUrl: redis.url };
    const running = await stopped(startPeer(program, { ...needs, folder: own }, at));
    for (const session of [0, 7, 19]) {
      expect(await askOnce(running, running.cookieOf(session))).toBe(userOf(session, sessions));
    }
    expect(await askOnce(running, 'nothing=of-the-kind')).toBeNull();
    await running.signOut(running.cookieOf(7));
    const copy = await askOnce(running, running.cookieOf(7));
    expect(copy).toBe(believeAnEndedSession.has(name) ? userOf(7, sessions) : null);
    expect(await askOnce(running, running.cookieOf(19))).toBe(userOf(19, sessions));
  },
);

/** Where it keeps its sessions, and the first of two that are still live there. */
const ours: [string, number, () => Promise<Running>][] = [
  ['SQLite', 3, () => startRollcall(population, folder)],
  [
    'PostgreSQL',
    5,
    async () => {
      const url = await database();
      await copyToPostgres(folder, url);
      return startRollcall(population, mkdtempSync(join(folder, 'ours-')), { ROLLCALL_DATABASE_URL: url });
    },
  ],
];

test.each(ours)(
  'Rollcall on %s answers alike, and no request in flight brings an ended session back',
  async (_, first, start) => {
    const running = await stopped(start());
    const [cookie, other] = [running.cookieOf(first), running.cookieOf(first + 1)];
    expect(await askOnce(running, cookie)).toBe(population.accountIds[1]);
    await running.signOut(cookie);
    expect(await askOnce(running, cookie)).toBeNull();
    expect(await broughtBack(running, other)).toBe(false);
  },
);

test('a session of express-session comes back with a request that was in flight', async () => {
  const needs = { variant: 'memory', sessions, cookies: sessions, lifetimeSeconds: 300, postgresUrl: '', redisUrl: '' };
  const own = mkdtempSync(join(folder, 'peer-'));
  const running = await stopped(startPeer('express-session', { ...needs, folder: own }));
  expect(await broughtBack(running, running.cookieOf(0))).toBe(true);
});
