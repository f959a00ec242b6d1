import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Me } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetches, HostBrowser, opensPage } from '../src/behind-proxy.ts';
import { sessionCookie, type TestBrowser } from '../src/browser.ts';
import { send } from '../src/http.ts';
import { startTestServer, type TestServer } from '../src/test-server.ts';

const id = 'https://id.example.org';
const wiki = 'https://wiki.example.org';

describe('forward-auth', () => {
  let server: TestServer;
  let account: TestBrowser;
  let me: Me;
  let stranger: HostBrowser;
  let anna: HostBrowser;

  beforeAll(async () => {
    server = await startTestServer('sqlite', {
      ROLLCALL_PUBLIC_ORIGIN: id,
      ROLLCALL_TRUSTED_PROXIES: '127.0.0.1',
      ROLLCALL_PROTECTED_HOSTS: 'wiki.example.org, app.localhost:8081',
    });
    ({ browser: account, me } = await server.setUp());
    [stranger, anna] = [new HostBrowser(server.origin), new HostBrowser(server.origin)];
    anna.cookiesAt('id.example.org').set(sessionCookie, account.token);
    await anna.open(`${wiki}/.rollcall/sign-in?return_to=%2F`);
  });
  afterAll(() => server.stop());

  const signIn = `${wiki}/.rollcall/sign-in?return_to=%2Fpage%3Fa%3Db`;

  it('says who it is in headers, and nothing else', async () => {
    const answered = await anna.forwardAuth(`${wiki}/page`, fetches);
    const { date: _, connection: __, 'keep-alive': ___, ...named } = answered.headers;
    expect([answered.status, answered.text]).toEqual([204, '']);
    expect(named).toEqual({
      'rollcall-account': me.account.id,
      'rollcall-session': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'rollcall-organization': me.organization.id,
      'cache-control': 'no-store',
    });
  });

  it('answers the same from memory, from the store, by way of the framework, and to nginx', async () => {
    await server.restart();
    const fromStore = await anna.forwardAuth(wiki);
    for (const query of ['', '?for=nginx', '?']) {
      const answered = await anna.forwardAuth(wiki, opensPage, query);
      expect({ ...answered.headers, date: '' }).toEqual({ ...fromStore.headers, date: '' });
    }
  });

  it('at the public origin’s own host the session of Rollcall is the one that counts', async () => {
    expect((await anna.forwardAuth(`${id}/app`)).headers['rollcall-session']).toBe(me.session.id);
    const invited = await stranger.forwardAuth(`${id}/app`);
    expect(invited.headers.location).toBe(`${id}/.rollcall/sign-in?return_to=%2Fapp`);
    expect(await stranger.open(invited.headers.location ?? '')).toBe(
      `${id}/sign-in?next=${encodeURIComponent('/.rollcall/sign-in?return_to=%2Fapp')}`,
    );
    expect(await anna.open(invited.headers.location ?? '')).toBe(`${id}/app`);
  });

  describe('where nobody is signed in', () => {
    it('a page that a person opens is led to sign-in, and back to itself', async () => {
      const answered = await stranger.forwardAuth(`${wiki}/page?a=b`);
      expect([answered.status, answered.headers.location]).toEqual([302, signIn]);
    });

    it('nginx gets a 401, and the address in a header', async () => {
      const answered = await stranger.forwardAuth(`${wiki}/page?a=b`, opensPage, '?for=nginx');
      expect([answered.status, answered.headers['rollcall-sign-in']]).toEqual([401, signIn]);
      expect(answered.headers.location).toBeUndefined();
    });

    it('an old browser’s page is known by what it accepts', async () => {
      const accepts = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
      expect((await stranger.forwardAuth(wiki, accepts)).status).toBe(302);
    });

    it.each<[string, Record<string, string>]>([
      ['a script', fetches],
      ['a script that says nothing of itself', {}],
      ['a script of a library', { accept: 'text/html', 'x-requested-with': 'XMLHttpRequest' }],
      ['a program', { accept: '*/*' }],
      ['a form', { ...opensPage, 'x-forwarded-method': 'POST' }],
      ['a frame', { ...opensPage, 'sec-fetch-dest': 'iframe' }],
      ['an image', { ...opensPage, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
      ['a socket', { 'sec-fetch-mode': 'websocket', 'sec-fetch-dest': 'websocket', accept: 'text/html' }],
    ])('%s gets a 401 and no redirect', async (_, headers) => {
      const [plain, toNginx] = [
        await stranger.forwardAuth(`${wiki}/page`, headers),
        await stranger.forwardAuth(`${wiki}/page`, headers, '?for=nginx'),
      ];
      for (const answered of [plain, toNginx]) {
        expect(answered.status).toBe(401);
        expect(answered.headers).not.toHaveProperty('location');
        expect(answered.headers).not.toHaveProperty('rollcall-sign-in');
        expect(answered.headers['www-authenticate']).toBe('Bearer');
      }
      expect(plain.json()).toMatchObject({ status: 401, code: 'not_signed_in' });
      // nginx drops a body, and the connection with it.
      expect(toNginx.headers['content-length']).toBe('0');
    });
  });

  it('an Authorization header is the application’s own', async () => {
    const answered = await anna.forwardAuth(wiki, { authorization: 'Bearer something' });
    expect(answered.status).toBe(204);
    const bearer = await stranger.forwardAuth(wiki, { authorization: `Bearer ${account.token}` });
    expect(bearer.status).toBe(401);
  });

  it('plain http is meant on this machine only', async () => {
    const invited = await stranger.forwardAuth('http://app.localhost:8081/page');
    expect(invited.headers.location).toMatch(/^http:\/\/app\.localhost:8081\//);
    const told = { ...opensPage, 'x-forwarded-proto': 'http' };
    expect((await stranger.forwardAuth(`${wiki}/page?a=b`, told)).headers.location).toBe(signIn);
    const odd = { ...opensPage, 'x-forwarded-proto': 'gopher' };
    expect((await stranger.forwardAuth(`${wiki}/page?a=b`, odd)).headers.location).toBe(signIn);
  });

  it('a name is the same in capitals and with the port that goes without saying', async () => {
    for (const host of ['WIKI.example.org', 'wiki.example.org:443']) {
      expect((await anna.forwardAuth(wiki, { 'x-forwarded-host': host })).status).toBe(204);
    }
  });

  it('only a trusted proxy may ask, and what anybody else forwards counts for nothing', async () => {
    const untrusting = await startTestServer('sqlite', {
      ROLLCALL_PUBLIC_ORIGIN: id,
      ROLLCALL_PROTECTED_HOSTS: 'wiki.example.org',
    });
    const forged = { 'x-forwarded-host': 'wiki.example.org', 'x-forwarded-proto': 'https', ...opensPage };
    const ask = (path: string) => send(untrusting.origin, { method: 'GET', path, headers: forged });
    expect((await ask('/v1/forward-auth')).json()).toMatchObject({ status: 403, code: 'proxy_not_trusted' });
    expect((await ask('/.rollcall/sign-in?return_to=%2F')).json()).toMatchObject({ code: 'host_not_protected' });
    await untrusting.stop();
  });

  it('over the socket for proxies every peer is one, and the socket lets in the owner and the group', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-socket-'));
    const socket = join(folder, 'run', 'rollcall.sock');
    const listening = await startTestServer('sqlite', { ROLLCALL_PUBLIC_ORIGIN: id, ROLLCALL_LISTEN_SOCKET: socket });
    const { browser, me } = await listening.setUp();
    expect((statSync(socket).mode & 0o777).toString(8)).toBe('660');
    const headers = {
      'x-forwarded-host': 'id.example.org',
      'x-forwarded-for': '198.51.100.7',
      cookie: `${sessionCookie}=${browser.token}`,
    };
    const answered = await send(socket, { method: 'GET', path: '/v1/forward-auth', headers });
    expect([answered.status, answered.headers['rollcall-account']]).toEqual([204, me.account.id]);
    const forwarded = await send(socket, { method: 'GET', path: '/v1/me', headers });
    expect(forwarded.json<Me>().account).toEqual(me.account);
    await listening.restart();
    expect(existsSync(socket)).toBe(true);
    await listening.stop();
    expect(existsSync(socket)).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
