import { setTimeout as pause } from 'node:timers/promises';
import { fileIn, type Place } from '../place.ts';
import { populate } from '../population.ts';
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
/** Often while it is a matter of moments, and then so seldom that what is measured meanwhile does not notice. */
const askEveryMs = { atFirst: 100, later: 500 };
const atFirstMs = 5_000;
/** iron-session gives a sealed cookie a minute beyond its lifetime, for clocks that differ. */
const longestGraceMs = 75_000;

interface Watched {
  readonly program: string;
  readonly variant: string;
  /** In seconds; where there is none, an end is an end. */
  readonly lifetime?: { readonly full: number; readonly quick: number };
  readonly setting?: (lifetimeSeconds: number) => string;
}

const watched: Readonly<Record<string, Watched>> = {
  'better-auth, cookie cache': {
    program: 'better-auth',
    variant: 'sqlite-cookie-cache',
    lifetime: { full: 300, quick: 5 },
    setting: (seconds) => `\`cookieCache: { enabled: true, maxAge: ${seconds} }\`; 300 is its default`,
  },
  'JWT in a cookie': {
    program: 'jwt',
    variant: '',
    lifetime: { full: 60, quick: 5 },
    setting: (seconds) => `\`exp\` ${seconds} s after its birth; nothing takes it back before`,
  },
  'iron-session': {
    program: 'iron-session',
    variant: '',
    lifetime: { full: 60, quick: 5 },
    setting: (seconds) => `\`ttl: ${seconds}\`; 14 days is its default; nothing takes it back before`,
  },
  'better-auth': { program: 'better-auth', variant: 'sqlite', setting: () => 'without cookie cache' },
  'express-session, memory': { program: 'express-session', variant: 'memory' },
  'express-session, Redis': { program: 'express-session', variant: 'redis' },
  'express-session, PostgreSQL': { program: 'express-session', variant: 'postgres' },
  '@fastify/session': { program: 'fastify-session', variant: 'rolling' },
};

/** One of those that are watched, not yet started. */
interface Candidate extends Pick<Staleness, 'peer' | 'isOurs' | 'setting'> {
  readonly longestMs: number;
  readonly start: () => Promise<Running>;
}

/**
 * Watches everybody in the same way, and returns when only those are left whose cookies live on by design: they are waited
 * for at the end of the run.
 */
export async function watchEndedSessions(place: Place, isQuick: boolean): Promise<() => Promise<readonly Staleness[]>> {
  return withServices(async (services) => {
    const candidates = await Promise.all(
      Object.entries(watched).map(([peer, one]) => candidateOf(place, services, isQuick, peer, one)),
    );
    const late = candidates.filter(({ longestMs }) => longestMs > 0).map(watch);
    const rest = Promise.all(late);
    // Whoever waits for it at the end is told; until then nobody is there to be.
    rest.catch(() => {});
    const ours = await ourCandidates(place, services);
    const prompt = await Promise.all([...ours, ...candidates.filter(({ longestMs }) => longestMs === 0)].map(watch));
    return async () => [...prompt, ...(await rest)];
  });
}

async function candidateOf(
  place: Place,
  { postgres, redis }: Services,
  isQuick: boolean,
  peer: string,
  { program, variant, lifetime, setting }: Watched,
): Promise<Candidate> {
  const lifetimeSeconds = lifetime?.[isQuick ? 'quick' : 'full'] ?? 0;
  const needs = {
    variant,
    sessions,
    cookies: sessions,
    lifetimeSeconds,
    folder: place.newFolder('watched'),
    postgresUrl: await postgres.createDatabase(),
    redisUrl: redis.url,
  };
  return {
    peer,
    isOurs: false,
    setting: setting?.(lifetimeSeconds) ?? '',
    longestMs: lifetime === undefined ? 0 : lifetimeSeconds * 1_000 + longestGraceMs,
    start: () => startPeer(program, needs),
  };
}

async function watch({ peer, isOurs, setting, longestMs, start }: Candidate): Promise<Staleness> {
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
}

/** On a store of their own: two of its sessions are ended. */
async function ourCandidates(place: Place, { postgres }: Services): Promise<Candidate[]> {
  const folder = place.newFolder('ours-watched');
  const population = await populate(fileIn(folder), { sessions, sessionsPerAccount: 10, withTokens: true });
  const url = await postgres.createDatabase();
  await copyToPostgres(folder, url);
  const env = { ROLLCALL_DATABASE_URL: url };
  const sure = { isOurs: true, setting: '', longestMs: 0 };
  return [
    { ...sure, peer: 'Rollcall, SQLite', start: () => startRollcall(population, folder) },
    {
      ...sure,
      peer: 'Rollcall, PostgreSQL',
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
    await pause(acceptedMs < atFirstMs ? askEveryMs.atFirst : askEveryMs.later);
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
