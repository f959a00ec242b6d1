import connectPgSimple from 'connect-pg-simple';
import { RedisStore } from 'connect-redis';
import express from 'express';
import session from 'express-session';
import { Pool } from 'pg';
import { createClient } from 'redis';
import {
  inLots,
  listening,
  type Needs,
  type Open,
  type Program,
  secret,
  signed,
  slowMs,
  tokenOf,
  upTo,
  userOf,
} from './program.ts';

declare module 'express-session' {
  interface SessionData {
    userId: string;
    visitedAt: number;
  }
}

const lifetimeMs = 86_400_000;

/** What its `session.save()` hands to a store. */
export function dataOf(index: number, sessions: number): session.SessionData {
  const cookie = { originalMaxAge: lifetimeMs, expires: new Date(Date.now() + lifetimeMs), secure: true, path: '/' };
  return { cookie, userId: userOf(index, sessions) } as unknown as session.SessionData;
}

/** Its stores, each filled. */
const stores: Readonly<Record<string, (needs: Needs) => Promise<session.Store>>> = {
  memory: async ({ sessions }) => fill(new session.MemoryStore(), sessions),
  redis: async ({ redisUrl, sessions }) => {
    const client = await createClient({ url: redisUrl }).connect();
    // Its types do not find express-session's, which it does not declare.
    return fill(new RedisStore({ client }) as unknown as session.Store, sessions);
  },
  postgres: ({ postgresUrl, sessions }) => postgresStore(new Pool({ connectionString: postgresUrl }), sessions),
};

/** Filling it by its own `set` would take a commit each. */
export async function postgresStore(pool: Pool, sessions: number): Promise<session.Store> {
  const store = new (connectPgSimple(session))({ pool, createTableIfMissing: true });
  // Its first question makes the table.
  await answered((done) => store.get('none', done));
  const insert = `insert into session (sid, sess, expire)
    select sid, sess, (sess->'cookie'->>'expires')::timestamptz from unnest($1::text[], $2::json[]) as row(sid, sess)`;
  for (const lot of inLots(sessions)) {
    await pool.query(insert, [lot.map(tokenOf), lot.map((index) => JSON.stringify(dataOf(index, sessions)))]);
  }
  await pool.query('vacuum analyze session');
  return store;
}

async function fill(store: session.Store, sessions: number): Promise<session.Store> {
  for (const lot of inLots(sessions)) {
    await Promise.all(lot.map((index) => answered((done) => store.set(tokenOf(index), dataOf(index, sessions), done))));
  }
  return store;
}

function answered(ask: (done: (error: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    ask((error) => (error ? reject(error) : resolve()));
  });
}

export const open: Open = async (needs): Promise<Program> => {
  const store = await stores[needs.variant]?.(needs);
  if (store === undefined) throw new Error(`express-session has no store ${needs.variant} here.`);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 1);
  app.use(
    session({
      store,
      secret,
      resave: false,
      saveUninitialized: false,
      cookie: { secure: true, maxAge: lifetimeMs },
    }),
  );
  app.get('/me', ({ session: { userId } }, response) => {
    response.status(userId === undefined ? 401 : 200).send(userId);
  });
  app.post('/sign-out', ({ session }, response, next) => {
    session.destroy((error) => (error ? next(error) : response.sendStatus(204)));
  });
  app.get('/slow', ({ session }, response) => {
    setTimeout(() => {
      session.visitedAt = Date.now();
      response.send();
    }, slowMs);
  });
  return {
    cookies: upTo(needs.cookies, (index) => `connect.sid=${encodeURIComponent(`s:${signed(tokenOf(index))}`)}`),
    listen: listening(app),
  };
};
