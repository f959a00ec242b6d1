import { shuffled } from '../chance.ts';
import { type Asked, load } from '../load.ts';
import type { Side } from '../measuring.ts';
import { fire } from '../wrk.ts';
import type { Running } from './running.ts';

export interface Rounds {
  readonly sessions: number;
  readonly requests: number;
  readonly atOnce: number;
}

/** Makes the side of whoever runs. */
export type Manner = (running: Running, rounds: Rounds) => Side;

/** A round asks with the next so many of all sessions, reads each answer, and counts what that took of the server's process. */
export const asking: Manner = (running, { sessions, requests, atOnce }) => {
  const next = nextOf(running, sessions);
  return async () => {
    const asked = next(requests);
    const before = running.cpuMicroseconds();
    const wallMilliseconds = await load(running.url, asked, atOnce);
    return { operations: requests, cpuMicroseconds: running.cpuMicroseconds() - before, wallMilliseconds };
  };
};

/** Whoever does not answer all of a round in this time is told of what it did answer. */
const secondsOfRound = 1;
const readFirst = 500;

/**
 * The same as fast as the server can, for rates: reading answers would take the client longer than a fast server takes to
 * give them. Before the first round some are read all the same.
 */
export const racing: Manner = (running, { sessions, requests, atOnce }) => {
  const next = nextOf(running, sessions);
  let areRight: Promise<unknown> | null = null;
  return async () => {
    areRight ??= load(running.url, next(Math.min(readFirst, requests)), atOnce);
    await areRight;
    const asked = next(requests);
    const before = running.cpuMicroseconds();
    const { answered, milliseconds } = await fire(running.url, asked, { atOnce, seconds: secondsOfRound });
    const cpuMicroseconds = running.cpuMicroseconds() - before;
    return { operations: answered, cpuMicroseconds, wallMilliseconds: milliseconds };
  };
};

/** Requests with the sessions in an order of chance, each again only when all have had their turn. */
function nextOf(running: Running, sessions: number): (count: number) => Asked[] {
  const order = shuffled(
    Array.from({ length: sessions }, (_, session) => session),
    'order of asking peers',
  );
  let next = 0;
  return (count) => {
    const asked = Array.from({ length: count }, (_, at) => running.ask(order[(next + at) % sessions] ?? 0));
    next += count;
    return asked;
  };
}
