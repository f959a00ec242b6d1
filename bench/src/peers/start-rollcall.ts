import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Population } from '../population.ts';
import { cookieWith } from '../session-cookie.ts';
import { startOurs } from '../start-ours.ts';
import { slowMs } from './programs/program.ts';
import { type Running, unexpected } from './running.ts';

export type Populated = Pick<Population, 'accountIds' | 'tokens'>;

/** Ours among the peers: the real server on a data folder or a database that holds the population. */
export async function startRollcall(
  { accountIds, tokens }: Populated,
  dataFolder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Running> {
  const server = await startOurs(dataFolder, env);
  const cookieOf = (session: number) => cookieWith(tokens[session % tokens.length] ?? '');
  const userIn: Running['userIn'] = (answer) => {
    if (answer.status === 401) return null;
    if (answer.status === 204) return String(answer.headers['rollcall-account']);
    throw unexpected(answer);
  };
  return {
    url: `${server.address}/v1/verify`,
    cookieOf,
    userIn,
    ask: (session) => {
      const expected = accountIds[(session % tokens.length) % accountIds.length];
      return {
        headers: { cookie: cookieOf(session) },
        check: (answer) => {
          if (userIn(answer) !== expected) throw unexpected(answer);
        },
      };
    },
    signOut: async (cookie) => {
      const headers = { cookie, 'sec-fetch-site': 'same-origin' };
      const { status } = await fetch(`${server.address}/v1/sign-out`, { method: 'POST', headers });
      if (status !== 200) throw new Error(`Rollcall answered a sign-out with ${status}.`);
    },
    slow: (cookie) => changeSlowly(`${server.address}/v1/me`, cookie),
    cpuMicroseconds: () => server.cpuMicroseconds(),
    stop: () => server.stop(),
  };
}

/** A change whose head arrives at once, with the session, and whose body comes later. Answers the cookies that came back. */
function changeSlowly(url: string, cookie: string): Promise<readonly string[]> {
  const body = JSON.stringify({ displayName: 'Changed' });
  return new Promise((resolve, reject) => {
    const headers = {
      cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'content-length': body.length,
    };
    const sent = request(url, { method: 'PATCH', headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.headers['set-cookie'] ?? []));
    });
    sent.on('error', reject);
    sent.flushHeaders();
    pause(slowMs).then(() => sent.end(body), reject);
  });
}
