import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from '../place.ts';
import { longestUnwrittenMs } from '../start-ours.ts';
import { type Services, withServices } from './beside.ts';
import { copyToPostgres } from './copy-to-postgres.ts';
import { askOnce, type Running } from './running.ts';
import { startPeer } from './start-peer.ts';
import { startRollcall } from './start-rollcall.ts';

/** What became of a cookie after its session was ended. */
export interface Staleness {
  readonly peer: string;
  readonly isOurs: boolean;
  readonly setting: string;
  /** For so long after the end was answered it was still accepted; `null` where it was at the end of the watch. */
  readonly acceptedMs: number | null;
  /** Whether it is good again, or a good one came back, after a request that had read the session before its end. */
  readonly isBroughtBack: boolean;
}

/** Sessions are few: nothing here depends on their number. */
const sessions = 20;
const askEveryMs = 100;
/** iron-session gives a sealed cookie a minute beyond its lifetime, for clocks that differ. */
const longestGraceMs = 75_000;

interface Watched {
  readonly program: string;
  readonly variant: string;
  readonly setting: (lifetimeSeconds: number) => string;
}

/** Where a lifetime is set, it is five minutes: what better-auth's cookie cache has by default. */
const lifetimes = { full: 300, quick: 5 };

const watched: Readonly<Record<string, Watched>> = {
  'better-auth, cookie cache': {
    program: 'better-auth',
    variant: 'sqlite-cookie-cache',
    setting: (seconds) => `\`cookieCache: { enabled: true, maxAge: ${seconds} }\`; 300 is its default`,
  },
  'better-auth': { program: 'better-auth', variant: 'sqlite', setting: () => 'without cookie cache' },
  'JWT in a cookie': {
    program: 'jwt',
    variant: '',
    setting: (seconds) => `\`exp\` ${seconds} s after its birth; nothing takes it back before`,
  },
  'iron-session': {
    program: 'iron-session',
    variant: '',
    setting: (seconds) => `\`ttl: ${seconds}\`; 14 days is its default; nothing takes it back before`,
  },
  'express-session, memory': { program: 'express-session', variant: 'memory', setting: () => '' },
  'express-session, Redis': { program: 'express-session', variant: 'redis', setting: () => '' },
  'express-session, PostgreSQL': { program: 'express-session', variant: 'postgres', setting: () => '' },
  '@fastify/session': { program: 'fastify-session', variant: 'rolling', setting: () => '' },
};

/** The same for everybody, at the same time: what takes longest is waiting. */
export async function staleness(place: Place, isQuick: boolean): Promise<readonly Staleness[]> {
  const lifetimeSeconds = isQuick ? lifetimes.quick : lifetimes.full;
  return withServices(async (services) => {
    const ours = await ourStarts(place, services);
    const theirs = Object.entries(watched).map(([peer, { program, variant, setting }]) => ({
      peer,
      isOurs: false,
      setting: setting(lifetimeSeconds),
      start: async () =>
        startPeer(program, {
          variant,
          sessions,
          cookies: sessions,
          lifetimeSeconds,
          folder: place.newFolder('watched'),
          postgresUrl: await services.postgres.createDatabase(),
          redisUrl: services.redis.url,
        }),
    }));
    const longestMs = lifetimeSeconds * 1_000 + longestGraceMs;
    return Promise.all(
      [...ours, ...theirs].map(async ({ peer, isOurs, setting, start }) => {
        const running = await start();
        try {
          const [acceptedMs, isBroughtBack] = await Promise.all([
            acceptedFor(running, running.cookieOf(0), longestMs),
            broughtBack(running, running.cookieOf(1)),
          ]);
          return { peer, isOurs, setting, acceptedMs, isBroughtBack };
        } finally {
          await running.stop();
        }
      }),
    );
  });
}

async function ourStarts(place: Place, { postgres }: Services) {
  const { population, ours: folder } = await place.stores('verified');
  const url = await postgres.createDatabase();
  await copyToPostgres(folder, url);
  const env = { ROLLCALL_DATABASE_URL: url };
  return [
    { peer: 'Rollcall, SQLite', isOurs: true, setting: '', start: () => startRollcall(population, folder) },
    {
      peer: 'Rollcall, PostgreSQL',
      isOurs: true,
      setting: '',
      start: () => startRollcall(population, place.newFolder('ours-on-postgres'), env),
    },
  ];
}

/** Somebody else has a copy of the cookie. Its owner signs out; from the answer on the copy is tried until it is refused. */
async function acceptedFor(running: Running, cookie: string, longestMs: number): Promise<number | null> {
  if ((await askOnce(running, cookie)) === null) throw new Error('A session was refused before its end.');
  await running.signOut(cookie);
  const endedAt = performance.now();
  let acceptedMs = 0;
  while ((await askOnce(running, cookie)) !== null) {
    acceptedMs = performance.now() - endedAt;
    if (acceptedMs > longestMs) return null;
    await pause(askEveryMs);
  }
  return acceptedMs;
}

/**
 * A request has read the session and is still at work when the owner signs out; then it saves. Afterwards the cookies that
 * it was answered with are tried, and the old one when everything has been written that is written late.
 */
export async function broughtBack(running: Running, cookie: string): Promise<boolean> {
  if ((await askOnce(running, cookie)) === null) throw new Error('A session was refused before its end.');
  const slow = running.slow(cookie);
  await pause(readingMs);
  await running.signOut(cookie);
  const refusedAtOnce = (await askOnce(running, cookie)) === null;
  const brought = (await slow).map((line) => line.split(';')[0]).join('; ');
  if (brought !== '' && (await askOnce(running, brought)) !== null) return true;
  await pause(longestUnwrittenMs);
  return refusedAtOnce && (await askOnce(running, cookie)) !== null;
}

/** By then the slow request has read the session. */
const readingMs = 500;
