import type { Problem } from '@rollcall/api';
import { describe, expect, it } from 'vitest';
import { type ClientOptions, createClient, hasCode, NetworkError, ProblemError } from './index.ts';

const problem: Problem = {
  type: '/problems/too_many_requests',
  title: 'Too many tries',
  status: 429,
  code: 'too_many_requests',
  detail: 'There were too many tries.',
  remedy: 'Wait.',
  retry: true,
  retryAfterMs: 30_000,
  errors: [{ pointer: '/login', message: 'x' }],
  requestId: 'r-1',
};

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client whose every request is answered so. */
function clientOf(answer: () => Response, { getToken }: Pick<ClientOptions, 'getToken'> = {}) {
  const asked: Asked[] = [];
  const client = createClient({
    baseUrl: 'https://id.example',
    getToken,
    fetch: async (url, init = {}) => {
      asked.push({ url: String(url), init });
      return answer();
    },
  });
  return { client, asked };
}

const answers =
  (document: unknown, status = 200) =>
  () =>
    Response.json(document, { status });
const caught = async (work: Promise<unknown>) => work.catch((error: unknown) => error);

describe('a request', () => {
  it('goes to the path of its route, with its parameters escaped', async () => {
    const { client, asked } = clientOf(() => new Response(null, { status: 204 }));
    expect(await client.me.removeEmail('a/b@ex ample')).toBeUndefined();
    expect(asked[0]?.url).toBe('https://id.example/v1/me/emails/a%2Fb%40ex%20ample');
    expect(asked[0]?.init.method).toBe('DELETE');
  });

  it('carries its query and its body as JSON', async () => {
    const { client, asked } = clientOf(answers({}));
    await client.log.list({ group: 'devices', limit: 20 });
    await client.doors.signIn({ login: 'anna', password: 'x' });
    expect(asked[0]?.url).toBe('https://id.example/v1/me/log?group=devices&limit=20');
    expect(asked[1]?.init.body).toBe('{"login":"anna","password":"x"}');
    expect(new Headers(asked[1]?.init.headers).get('content-type')).toBe('application/json');
  });

  it('goes with the cookie of its own origin where no token is given', async () => {
    const { client, asked } = clientOf(answers({}));
    await client.me.get();
    expect(asked[0]?.init.credentials).toBe('same-origin');
    expect(new Headers(asked[0]?.init.headers).has('authorization')).toBe(false);
  });

  it('waits for the newest token, presents it as a bearer and sends no cookie', async () => {
    const tokens = ['rcs_first', 'rcs_second'];
    const { client, asked } = clientOf(answers({}), { getToken: async () => tokens.shift() ?? null });
    for (const expected of ['Bearer rcs_first', 'Bearer rcs_second', null]) {
      await client.doors.signIn({ login: 'anna', password: 'x' });
      const { credentials, headers } = asked.at(-1)?.init ?? {};
      expect(credentials).toBe('omit');
      expect(new Headers(headers).get('authorization')).toBe(expected);
      expect(new Headers(headers).get('content-type')).toBe('application/json');
    }
  });

  it('is not sent, as if there were no network, when no token can be got', async () => {
    const getToken = async () => Promise.reject(new TypeError('failed to fetch'));
    const { client, asked } = clientOf(answers({}), { getToken });
    expect(await caught(client.me.get())).toBeInstanceOf(NetworkError);
    expect(asked).toEqual([]);
  });
});

it('a new token is kept before anything else is asked with it', async () => {
  let token = 'rcs_old';
  const asked: string[] = [];
  const client = createClient({
    getToken: () => token,
    onToken: async (fresh) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      token = fresh;
    },
    fetch: async (url, init = {}) => {
      asked.push(`${url} ${new Headers(init.headers).get('authorization')}`);
      const headers = String(url).endsWith('re-authentication') ? { 'rollcall-token': 'rcs_new' } : undefined;
      return Response.json({}, { ...(headers && { headers }) });
    },
  });
  await Promise.all([client.me.reauthenticate({ password: 'x' }), client.devices.list()]);
  expect(asked).toEqual(['/v1/me/re-authentication Bearer rcs_old', '/v1/me/devices Bearer rcs_new']);
});

describe('an answer that says no', () => {
  it('is a problem with its code and what belongs to it', async () => {
    const error = await caught(clientOf(answers(problem, 429)).client.me.get());
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: 'too_many_requests', status: 429, retryAfterMs: 30_000, requestId: 'r-1' });
    expect(error).toMatchObject({ reason: null, at: null, errors: problem.errors });
    expect(hasCode(error, 'conflict', 'too_many_requests')).toBe(true);
    expect(hasCode(error, 'conflict')).toBe(false);
  });

  it('is told from no answer, from another’s answer and from half an answer', async () => {
    const fails = () => {
      throw new TypeError('failed to fetch');
    };
    for (const answer of [
      fails,
      () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
      answers({ error: 'x' }, 500),
      () => new Response('{"half'),
    ]) {
      expect(await caught(clientOf(answer).client.me.get())).toBeInstanceOf(NetworkError);
    }
  });

  it.each([
    ['not_signed_in', 1],
    ['session_ended', 1],
    ['session_held', 1],
    ['wrong_credentials', 0],
  ] as const)('401 %s tells %i times that the session is out', async (code, times) => {
    const { client } = clientOf(answers({ ...problem, status: 401, code }, 401));
    let told = 0;
    client.onSignedOut(() => {
      told += 1;
    });
    await caught(client.me.get());
    expect(told).toBe(times);
  });
});
