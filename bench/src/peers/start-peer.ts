import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from '../server-process.ts';
import { cookiesIn } from './cookies-file.ts';
import { type Needs, userOf } from './programs/program.ts';
import { behindTls, type Running, unexpected } from './running.ts';

const program = fileURLToPath(import.meta.resolve('./peer-process.ts'));

/** Where a peer is asked who a session belongs to, and how it answers that. */
const askedAt = {
  'an application': { path: '/me', userOf: (body: string): string | null => body },
  "better-auth's endpoint": {
    path: '/api/auth/get-session',
    userOf: (body: string): string | null => (JSON.parse(body) as { user: { id: string } } | null)?.user.id ?? null,
  },
} as const;

export type AskedAt = keyof typeof askedAt;

/** Starts one with its store full, in a process of its own that runs as in production. */
export async function startPeer(name: string, needs: Needs, at: AskedAt = 'an application'): Promise<Running> {
  const server = await ServerProcess.start(program, [name, JSON.stringify(needs)], { NODE_ENV: 'production' });
  const cookies = readFileSync(cookiesIn(needs.folder), 'utf8').split('\n');
  const cookieOf = (session: number) => cookies[session % cookies.length] ?? '';
  const userIn: Running['userIn'] = (answer) => {
    if (answer.status === 401) return null;
    if (answer.status === 200) return askedAt[at].userOf(answer.body);
    throw unexpected(answer);
  };
  const send = (method: string, path: string, cookie: string) =>
    fetch(`${server.address}${path}`, { method, headers: { cookie, ...behindTls } });
  return {
    url: `${server.address}${askedAt[at].path}`,
    cookieOf,
    userIn,
    ask: (session) => {
      const expected = userOf(session % cookies.length, needs.sessions);
      return {
        headers: { cookie: cookieOf(session), ...behindTls },
        check: (answer) => {
          if (userIn(answer) !== expected) throw unexpected(answer);
        },
      };
    },
    signOut: async (cookie) => {
      const { status } = await send('POST', '/sign-out', cookie);
      if (status !== 204) throw new Error(`${name} answered a sign-out with ${status}.`);
    },
    slow: async (cookie) => {
      const response = await send('GET', '/slow', cookie);
      await response.text();
      return response.headers.getSetCookie();
    },
    cpuMicroseconds: () => server.cpuMicroseconds(),
    stop: () => server.stop(),
  };
}
