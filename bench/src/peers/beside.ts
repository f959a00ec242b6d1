import { interleave, type Side, type Spent } from '../measuring.ts';
import type { Place } from '../place.ts';
import type { Manner, Rounds } from './asking.ts';
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

export interface Beside<Name extends string> {
  /** The rounds of each. */
  readonly spent: Readonly<Record<Name | 'peer', readonly Spent[]>>;
  /** Microseconds of processor time that a request took of the peer, its store, and all they do beside. */
  readonly everything: number;
}

/** Fills a peer, runs it beside what runs already, and asks all of them by turns. */
export async function runBeside<Name extends string>(
  place: Place,
  services: Services,
  others: Readonly<Record<Name, Side>>,
  peer: HttpPeer,
  manner: Manner,
  rounds: Omit<Rounds, 'sessions'>,
): Promise<Beside<Name>> {
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
    const sides = { ...others, peer: manner(running, { ...rounds, sessions }) } as Record<Name | 'peer', Side>;
    await interleave(sides, warmUpRounds);
    const cpu = () => running.cpuMicroseconds() + (service?.cpuMicroseconds() ?? 0);
    const before = cpu();
    const spent = await interleave(sides, roundsOf(place));
    const everything = (cpu() - before) / (rounds.requests * roundsOf(place));
    return { spent, everything };
  } finally {
    await running.stop();
  }
}

export const warmUpRounds = 3;
export const roundsOf = (place: Place): number => place.scale.rounds / 2;
