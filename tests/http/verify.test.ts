import type { Me } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionCookie, type TestBrowser } from '../src/browser.ts';
import { type Answered, send } from '../src/http.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';

const hour = 3_600_000;
const path = '/v1/verify';

describe.each(engines)('verify on %s', (engine) => {
  let server: TestServer;
  let browser: TestBrowser;
  let me: Me;

  beforeAll(async () => {
    server = await startTestServer(engine);
    ({ browser, me } = await server.setUp());
  });
  afterAll(() => server.stop());

  const verify = (headers: Record<string, string>, target = path) =>
    send(server.origin, { method: 'GET', path: target, headers });
  const cookie = () => ({ cookie: `other=1; ${sessionCookie}=${browser.token}; more=2` });

  it('says whose session it is in headers, and nothing else', async () => {
    for (const headers of [cookie(), { authorization: `Bearer ${browser.token}` }]) {
      const answered = await verify(headers);
      expect(answered.status).toBe(204);
      const { date: _, connection: __, ...named } = answered.headers;
      expect(named).toEqual({
        'rollcall-account': me.account.id,
        'rollcall-session': me.session.id,
        'rollcall-organization': me.organization.id,
        'cache-control': 'no-store',
      });
    }
  });

  it('answers the same from memory, from the store, and by way of the framework', async () => {
    await server.restart();
    const fromStore = await verify(cookie());
    const fromMemory = await verify(cookie());
    const byFramework = await verify(cookie(), `${server.origin}${path}`);
    for (const answered of [fromMemory, byFramework]) {
      expect(answered.status).toBe(204);
      expect({ ...answered.headers, date: '' }).toEqual({ ...fromStore.headers, date: '' });
    }
  });

  it('believes no identity that a client brings', async () => {
    const answered = await verify({ ...cookie(), 'rollcall-account': 'somebody-else', 'rollcall-session': 'x' });
    expect(answered.headers['rollcall-account']).toBe(me.account.id);
  });

  it('counts as use, so that a session that is verified does not idle out', async () => {
    for (let count = 0; count < 2; count++) {
      server.clock.pass(11 * hour);
      expect((await verify(cookie())).status).toBe(204);
    }
    server.clock.pass(13 * hour);
    expect((await verify(cookie())).json()).toMatchObject({ code: 'session_ended' });
    await browser.signIn('anna', password);
  });

  it('refuses an ended session in the same words however often it is tried, from the store and from memory', async () => {
    const thief = cookie();
    const session = (await verify(thief)).headers['rollcall-session'];
    expect((await server.operator('POST', `/operator/sessions/${session}/revocation`)).status).toBe(200);
    const refusals: Answered[] = [];
    for (let attempt = 0; attempt < 50; attempt++) refusals.push(await verify(thief));
    const said = refusals.map((answered) => ({ ...answered.json<object>(), requestId: null }));
    expect(said[0]).toMatchObject({ code: 'session_ended', status: 401 });
    expect(new Set(said.map((words) => JSON.stringify(words))).size).toBe(1);
    await browser.signIn('anna', password);
  });

  it('refuses in words that a machine can read', async () => {
    expect((await verify({})).json()).toMatchObject({ code: 'not_signed_in', status: 401 });
    expect((await verify({})).headers['www-authenticate']).toBe('Bearer');
    expect((await verify({ cookie: `${sessionCookie}=nonsense` })).json()).toMatchObject({ code: 'not_signed_in' });
    expect((await verify(cookie(), `${path}?a=b`)).json()).toMatchObject({ code: 'invalid_request' });
  });
});
