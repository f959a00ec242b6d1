import { shuffled } from '../chance.ts';
import { load } from '../load.ts';
import type { Side } from '../measuring.ts';
import type { Running } from './running.ts';

export interface Rounds {
  readonly sessions: number;
  readonly requests: number;
  readonly atOnce: number;
  /**
   * Whether each answer is read, or its status alone: reading takes the client longer than a fast server answers, which
   * would tell in a rate.
   */
  readonly isRead: boolean;
}

/** A round asks with the next so many of all sessions, in an order of chance, and counts what that took of the peer's process. */
export function asking(running: Running, { sessions, requests, atOnce, isRead }: Rounds): Side {
  const all = Array.from({ length: sessions }, (_, session) => session);
  const order = shuffled(all, 'order of asking peers');
  let next = 0;
  return async () => {
    const asked = Array.from({ length: requests }, (_, at) => {
      const { headers, check } = running.ask(order[(next + at) % sessions] ?? 0);
      return isRead && check !== undefined ? { headers, check } : { headers };
    });
    next += requests;
    const before = running.cpuMicroseconds();
    const wallMilliseconds = await load(running.url, asked, atOnce);
    return { operations: requests, cpuMicroseconds: running.cpuMicroseconds() - before, wallMilliseconds };
  };
}
