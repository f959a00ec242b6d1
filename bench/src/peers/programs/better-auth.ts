import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { makeSignature } from 'better-auth/crypto';
import { getMigrations } from 'better-auth/db/migration';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import Database from 'better-sqlite3';
import { Pool } from 'pg';
import {
  inLots,
  listening,
  type Needs,
  type Open,
  type Program,
  secret,
  slowMs,
  tokenOf,
  upTo,
  userAt,
  userOf,
  usersOf,
} from './program.ts';

interface Kept {
  readonly database: NonNullable<BetterAuthOptions['database']>;
  /** Inserts users and sessions into its tables, which are there. */
  fill(sessions: number): Promise<void>;
}

interface Variant {
  readonly keep: (needs: Pick<Needs, 'folder' | 'postgresUrl'>) => Kept;
  readonly isCached: boolean;
}

const variants: Readonly<Record<string, Variant>> = {
  sqlite: { keep: ({ folder }) => inSqlite(folder), isCached: false },
  'sqlite-cookie-cache': { keep: ({ folder }) => inSqlite(folder), isCached: true },
  postgres: { keep: ({ postgresUrl }) => inPostgres(new Pool({ connectionString: postgresUrl })), isCached: false },
};

/** With the journal and the durability that ours has: its documentation leaves SQLite's slower default journal. */
export function inSqlite(folder: string): Kept {
  const database = new Database(join(folder, 'better-auth.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  return {
    database,
    fill: async (sessions) => {
      const user = database.prepare(
        'insert into user (id, name, email, emailVerified, createdAt, updatedAt) values (?, ?, ?, 1, ?, ?)',
      );
      const session = database.prepare(
        `insert into session (id, expiresAt, token, createdAt, updatedAt, ipAddress, userAgent, userId)
          values (?, ?, ?, ?, ?, ?, ?, ?)`,
      );
      const { now, later } = times();
      database.transaction(() => {
        for (let index = 0; index < usersOf(sessions); index++) user.run(...userRow(index, now));
        for (let index = 0; index < sessions; index++) session.run(...sessionRow(index, sessions, now, later));
      })();
    },
  };
}

export function inPostgres(database: Pool): Kept {
  return {
    database,
    fill: async (sessions) => {
      const { now, later } = times();
      const users = upTo(usersOf(sessions), (index) => userRow(index, now));
      await database.query(
        `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
          select id, name, email, true, at, at from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
            as row(id, name, email, at)`,
        [0, 1, 2, 3].map((column) => users.map((row) => row[column])),
      );
      for (const lot of inLots(sessions)) {
        const rows = lot.map((index) => sessionRow(index, sessions, now, later));
        await database.query(
          `insert into session (id, "expiresAt", token, "createdAt", "updatedAt", "ipAddress", "userAgent", "userId")
            select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::timestamptz[], $5::timestamptz[],
              $6::text[], $7::text[], $8::text[])`,
          upTo(8, (column) => rows.map((row) => row[column])),
        );
      }
      await database.query('vacuum analyze');
    },
  };
}

function times() {
  const weekMs = 7 * 86_400_000;
  return { now: new Date().toISOString(), later: new Date(Date.now() + weekMs).toISOString() };
}

const userRow = (index: number, now: string) => [userAt(index), `User ${index}`, `user-${index}@example.org`, now, now];

const sessionRow = (index: number, sessions: number, now: string, later: string) => [
  `session-${index}`,
  later,
  tokenOf(index),
  now,
  now,
  '192.0.2.7',
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  userOf(index, sessions),
];

/** As its documentation sets it up: an address, a secret, a database, passwords; its tables made, and filled. */
export async function filled({ database, fill }: Kept, sessions: number, session: BetterAuthOptions['session'] = {}) {
  const options = {
    baseURL: 'https://app.example.org',
    secret,
    database,
    emailAndPassword: { enabled: true },
    // Of its own endpoints only, and in production by default 100 in 10 seconds of an address.
    rateLimit: { enabled: false },
    session,
  } satisfies BetterAuthOptions;
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  await fill(sessions);
  return betterAuth(options);
}

export const open: Open = async (needs): Promise<Program> => {
  const variant = variants[needs.variant];
  if (variant === undefined) throw new Error(`better-auth has no variant ${needs.variant} here.`);
  const cookieCache = { enabled: variant.isCached, maxAge: needs.lifetimeSeconds };
  const auth = await filled(variant.keep(needs), needs.sessions, { cookieCache });
  const { name } = (await auth.$context).authCookies.sessionToken;
  const cookies: string[] = [];
  for (let index = 0; index < needs.cookies; index++) {
    const token = tokenOf(index);
    const cookie = `${name}=${encodeURIComponent(`${token}.${await makeSignature(token, secret)}`)}`;
    cookies.push(variant.isCached ? await withCache(auth, cookie) : cookie);
  }
  return { cookies, listen: listening(application(auth)) };
};

type Auth = Awaited<ReturnType<typeof filled>>;

/** Its own answer to the first request with a session brings the cookie that is believed from then on. */
async function withCache(auth: Auth, cookie: string): Promise<string> {
  const { headers } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true });
  const brought = headers.getSetCookie().map((line) => line.split(';')[0]);
  if (brought.length !== 1) throw new Error('better-auth brought no cookie cache.');
  return `${cookie}; ${brought[0]}`;
}

function application(auth: Auth) {
  const handlers: Readonly<Record<string, (headers: Headers, response: ServerResponse) => Promise<void>>> = {
    '/me': async (headers, response) => {
      const found = await auth.api.getSession({ headers });
      response.statusCode = found === null ? 401 : 200;
      response.end(found?.user.id);
    },
    '/sign-out': async (headers, response) => {
      await auth.api.signOut({ headers });
      response.writeHead(204).end();
    },
    '/slow': async (headers, response) => {
      await auth.api.getSession({ headers });
      await pause(slowMs);
      const changed = await auth.api
        .updateUser({ headers, body: { name: 'Changed' }, returnHeaders: true })
        .catch(() => null);
      for (const cookie of changed?.headers.getSetCookie() ?? []) response.appendHeader('set-cookie', cookie);
      response.end();
    },
  };
  const ownEndpoints = toNodeHandler(auth);
  return (request: IncomingMessage, response: ServerResponse) => {
    const { url = '', headers } = request;
    const answered = url.startsWith('/api/auth/')
      ? ownEndpoints(request, response)
      : handlers[url]?.(fromNodeHeaders(headers), response);
    answered?.catch((error: unknown) => response.destroy(error as Error));
  };
}
