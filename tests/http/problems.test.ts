import { type ProblemCode, problemCodes, problems } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { type Answered, send } from '../src/http.ts';
import { createDatabase, type TestDatabase } from '../src/postgres.ts';
import { unknownId } from '../src/route-table.ts';
import { password, startTestServer, type TestServer } from '../src/test-server.ts';

const minute = 60_000;

/** A request that each public code answers; those without are not reachable from outside on purpose, and tested where they are made. */
type Provoke = (server: TestServer, signedIn: () => Promise<TestBrowser>) => Promise<Answered>;
const provoked: Readonly<Record<Exclude<ProblemCode, 'forbidden' | 'internal' | 'unavailable'>, Provoke>> = {
  invalid_request: (server) => server.browser().send('POST', '/v1/sign-in', {}),
  ambiguous_credentials: async (_server, signedIn) => {
    const browser = await signedIn();
    return browser.send('GET', '/v1/me', undefined, { authorization: `Bearer ${browser.token}` });
  },
  not_signed_in: (server) => server.browser().send('GET', '/v1/me'),
  session_ended: async (server, signedIn) => {
    const browser = await signedIn();
    server.clock.pass(13 * 60 * minute);
    return browser.send('GET', '/v1/me');
  },
  session_held: async (server, signedIn) => {
    const [held, presser] = [await signedIn(), await signedIn()];
    server.clock.pass(11 * minute);
    await presser.ask('POST', '/v1/me/sessions/revocation');
    return held.send('GET', '/v1/me');
  },
  service_credential_refused: (server) => server.browser().send('POST', '/v1/verify', { token: '' }),
  wrong_credentials: (server) => server.browser().send('POST', '/v1/sign-in', { login: 'anna', password: 'wrong' }),
  reauthentication_required: async (server, signedIn) => {
    const browser = await signedIn();
    server.clock.pass(11 * minute);
    return browser.send('DELETE', '/v1/me/emails/a%40example.org');
  },
  cross_site: (server) => server.browser().send('POST', '/v1/sign-in', {}, { 'sec-fetch-site': 'cross-site' }),
  address_refused: async (server, signedIn) => {
    const browser = await signedIn();
    const only = (session: string[]) => server.operator('PATCH', '/operator/policy', { addressRanges: { session } });
    await only(['192.0.2.0/24']);
    const answered = await browser.send('GET', '/v1/me');
    await only([]);
    return answered;
  },
  host_not_protected: (server) => server.browser().send('GET', '/.rollcall/sign-in?return_to=/'),
  proxy_not_trusted: (server) => server.browser().send('GET', '/v1/forward-auth'),
  not_found: async (_server, signedIn) => (await signedIn()).send('POST', `/v1/me/sessions/${unknownId}/revocation`),
  method_not_allowed: (server) => server.browser().send('PUT', '/v1/me'),
  conflict: async (_server, signedIn) => (await signedIn()).send('POST', '/v1/holds/lift', { password }),
  link_ended: async (server) => {
    const link = 'used';
    return server
      .browser()
      .send('POST', '/v1/setup', { link: usedLink || link, userName: 'x', displayName: 'x', password });
  },
  body_too_large: (server) => server.browser().send('POST', '/v1/sign-in', { login: 'x'.repeat(70_000), password }),
  unsupported_media_type: (server) =>
    server.browser().send('POST', '/v1/sign-in', 'a=b', { 'content-type': 'text/plain' }),
  not_acceptable: async (_server, signedIn) => (await signedIn()).send('PATCH', '/v1/me', { timeZone: 'Mars' }),
  too_many_requests: async (server) => {
    const guess = () => server.browser().send('POST', '/v1/sign-in', { login: 'nobody', password: 'wrong' });
    for (let tries = 0; tries < 9; tries++) await guess();
    return guess();
  },
  header_too_large: (server) => server.browser().send('GET', '/v1/doors', undefined, { 'x-long': 'x'.repeat(20_000) }),
};
let usedLink = '';

describe('problems', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer('sqlite');
    usedLink = server.setUpSecret ?? '';
    await server.setUp('anna');
  });
  afterAll(() => server.stop());

  async function signedIn(): Promise<TestBrowser> {
    const browser = server.browser();
    await browser.signIn('anna', password);
    return browser;
  }

  it.each(Object.entries(provoked))('%s is answered', async (code, provoke) => {
    const answered = await provoke(server, signedIn);
    expect(answered.json()).toMatchObject({ code, status: problems[code as ProblemCode].status });
    expect(answered.status).toBe(problems[code as ProblemCode].status);
  });

  it.each(problemCodes)('/problems/%s says what it means', async (code) => {
    const { status, title, remedy, retry } = problems[code];
    expect(await server.browser().ask('GET', `/problems/${code}`)).toEqual({ code, status, title, remedy, retry });
  });

  it('a code that is none has no description', async () => {
    expect((await server.browser().send('GET', '/problems/constructor')).json()).toMatchObject({ code: 'not_found' });
  });

  it('answers HTTP/1.0 without a host too', async () => {
    expect((await send(server.origin, { method: 'GET', path: '/health/live' })).json()).toEqual({ live: true });
  });
});

describe('without its store', () => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createDatabase();
    server = await startTestServer('sqlite', { ROLLCALL_DATABASE_URL: database.url });
  });
  afterAll(() => server.stop());

  it('a server refuses instead of accepting, says so, and is not ready', async () => {
    const { browser } = await server.setUp('anna');
    expect((await server.browser().send('GET', '/health/ready')).status).toBe(200);
    await database.drop();
    const expected = { status: 503, code: 'unavailable', retry: true };
    for (const path of ['/v1/doors', '/v1/me', '/v1/me/devices']) {
      expect((await browser.send('GET', path)).json()).toMatchObject(expected);
    }
    const stranger = server.browser();
    expect((await stranger.send('POST', '/v1/sign-in', { login: 'anna', password })).json()).toMatchObject(expected);
    await new Promise((resolve) => setTimeout(resolve, 2_300));
    expect((await browser.send('GET', '/v1/verify')).json()).toMatchObject(expected);
    expect((await stranger.send('GET', '/health/ready')).json()).toMatchObject(expected);
    expect((await stranger.send('GET', '/health/live')).status).toBe(200);
  });
});
