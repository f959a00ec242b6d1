import { createHmac } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bytesFor } from '../../chance.ts';

/** What a peer's application is made with. Comes as JSON: it runs in a process of its own. */
export interface Needs {
  /** Which of the program's variants; each program has a table of its own. */
  readonly variant: string;
  readonly sessions: number;
  /** For so many sessions from the first on a cookie is wanted. */
  readonly cookies: number;
  /** For how long the peer says that what cannot be taken back lives: JWT, sealed cookie, cookie cache. */
  readonly lifetimeSeconds: number;
  /** Empty, the program's own. */
  readonly folder: string;
  /** An empty database. */
  readonly postgresUrl: string;
  /** An empty Redis. */
  readonly redisUrl: string;
}

/**
 * The peer within an application that does the least: `GET /me` answers the user's id or 401, `POST /sign-out` ends the
 * session, and `GET /slow` reads the session, waits, changes it and answers. Its store is full of sessions.
 */
export interface Program {
  /** Cookie headers, by session. */
  readonly cookies: readonly string[];
  /** Answers the port. */
  listen(): Promise<number>;
}

export type Open = (needs: Needs) => Promise<Program>;

/** How long a slow request takes between reading the session and changing it. */
export const slowMs = 1_500;

/** The same as everybody's: who a session belongs to. */
export const userOf = (session: number, sessions: number): string => userAt(session % usersOf(sessions));
export const userAt = (user: number): string => `user-${user}`;
export const usersOf = (sessions: number): number => Math.ceil(sessions / 10);

/** Long enough for each peer, and the same in every run. */
export const secret = bytesFor('secret of the peers').toString('hex');

/** A token as long as what the peers make. */
export const tokenOf = (session: number): string => bytesFor(`peer's session:${session}`).toString('hex').slice(0, 32);

/** As cookie-signature has it, which express-session and @fastify/cookie sign with. */
export function signed(value: string): string {
  return `${value}.${createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '')}`;
}

/** `from` up to `to`, in lots: what one statement takes. */
export function* inLots(count: number, size = 5_000): Generator<number[]> {
  for (let from = 0; from < count; from += size) {
    yield Array.from({ length: Math.min(size, count - from) }, (_, at) => from + at);
  }
}

export const upTo = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Listens with node:http itself, with connections that stay open between rounds. */
export function listening(listener: RequestListener): () => Promise<number> {
  return () =>
    new Promise((resolve) => {
      const server = createServer({ keepAliveTimeout: 75_000 }, listener);
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
}
