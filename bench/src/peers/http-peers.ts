import type { AskedAt } from './start-peer.ts';

/** A peer as it is asked over HTTP. */
export interface HttpPeer {
  readonly program: string;
  readonly variant: string;
  readonly at?: AskedAt;
  /** The process beside its own that its store runs in. */
  readonly service?: 'postgres' | 'redis';
  /** Whether a cookie of it takes long to make, so that not each session has one. */
  readonly hasDearCookies?: true;
  /** So many times less processor time of ours. */
  readonly atLeast: number;
  /** How it is set up. */
  readonly setting: string;
}

const betterAuth = { program: 'better-auth', atLeast: 25 } as const;
const expressSession = { program: 'express-session', variant: 'memory', atLeast: 15 } as const;

export const httpPeers: Readonly<Record<string, HttpPeer>> = {
  'better-auth, its endpoint': {
    ...betterAuth,
    variant: 'sqlite',
    at: "better-auth's endpoint",
    setting: '`GET /api/auth/get-session` by `toNodeHandler` on node:http, SQLite in WAL, no rate limit',
  },
  'better-auth, its endpoint, cookie cache': {
    ...betterAuth,
    variant: 'sqlite-cookie-cache',
    hasDearCookies: true,
    at: "better-auth's endpoint",
    setting: 'the same, `cookieCache: { enabled: true }`, every answer out of the cookie',
  },
  'better-auth, in process': {
    ...betterAuth,
    variant: 'sqlite',
    setting: '`auth.api.getSession` in a node:http handler that answers the id alone',
  },
  'better-auth, in process, cookie cache': {
    ...betterAuth,
    variant: 'sqlite-cookie-cache',
    hasDearCookies: true,
    setting: 'the same, every answer out of the cookie',
  },
  'express-session, memory': {
    ...expressSession,
    setting: 'Express 5, `resave: false`, MemoryStore, `response.send(id)`',
  },
  'express-session, Redis': {
    ...expressSession,
    variant: 'redis',
    service: 'redis',
    setting: 'the same with connect-redis and redis, without persistence',
  },
  'express-session, PostgreSQL': {
    ...expressSession,
    variant: 'postgres',
    service: 'postgres',
    setting: 'the same with connect-pg-simple and a pg pool; it writes `expire` at each request',
  },
  '@fastify/session': {
    program: 'fastify-session',
    variant: 'rolling',
    atLeast: 3,
    setting: 'Fastify 5, its memory store, rolling as by default',
  },
  '@fastify/session, not rolling': {
    program: 'fastify-session',
    variant: 'still',
    atLeast: 3,
    setting: 'the same with `rolling: false`',
  },
  'iron-session': {
    program: 'iron-session',
    variant: '',
    hasDearCookies: true,
    atLeast: 10,
    setting: 'node:http; the cookie is the session, so that there is no store',
  },
};
