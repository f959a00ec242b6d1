import { compare, interleave, type Side } from '../measuring.ts';
import type { Place } from '../place.ts';
import type { AgainstPeer } from './against.ts';
import { asking, type Rounds } from './asking.ts';
import type { HttpPeer } from './http-peers.ts';
import { type Postgres, type Service, startOwnPostgres, startRedis } from './services.ts';
import { startPeer } from './start-peer.ts';

/** As many cookies as are made of those that take long to make: sealed ones, and those of a cookie cache. */
const dearCookies = 6_000;

export interface Services {
  readonly postgres: Postgres;
  readonly redis: Service;
}

export async function withServices<Result>(work: (services: Services) => Promise<Result>): Promise<Result> {
  const postgres = await startOwnPostgres();
  try {
    const redis = await startRedis();
    try {
      return await work({ postgres, redis });
    } finally {
      await redis.stop();
    }
  } finally {
    await postgres.stop();
  }
}

export interface Beside {
  readonly comparison: AgainstPeer['comparison'];
  /** Microseconds of processor time that a request took of the peer, its store, and all they do beside. */
  readonly everything: number;
}

/** Fills a peer, runs it beside ours, and asks the two by turns. */
export async function runBeside(
  place: Place,
  services: Services,
  ours: Side,
  peer: HttpPeer,
  rounds: Omit<Rounds, 'sessions'>,
): Promise<Beside> {
  const sessions = place.scale.sessions.verified;
  const needs = {
    variant: peer.variant,
    sessions,
    cookies: peer.hasDearCookies ? Math.min(dearCookies, sessions) : sessions,
    lifetimeSeconds: 3_600,
    folder: place.newFolder('peer'),
    postgresUrl: await services.postgres.createDatabase(),
    redisUrl: services.redis.url,
  };
  const running = await startPeer(peer.program, needs, peer.at);
  const service = peer.service === undefined ? null : services[peer.service];
  try {
    const sides = { ours, peer: asking(running, { ...rounds, sessions }) };
    await interleave(sides, warmUpRounds);
    const cpu = () => running.cpuMicroseconds() + (service?.cpuMicroseconds() ?? 0);
    const before = cpu();
    const spent = await interleave(sides, roundsOf(place));
    const everything = (cpu() - before) / (rounds.requests * roundsOf(place));
    return { comparison: compare(spent.ours, spent.peer), everything };
  } finally {
    await running.stop();
  }
}

export const warmUpRounds = 3;
export const roundsOf = (place: Place): number => place.scale.rounds / 2;
