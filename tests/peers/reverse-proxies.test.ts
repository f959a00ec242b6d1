import { connect } from 'node:net';
import type { Me } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSent, fetches, HostBrowser, opensPage } from '../src/behind-proxy.ts';
import { sessionCookie, type TestBrowser } from '../src/browser.ts';
import { send } from '../src/http.ts';
import type { Reached } from '../src/peers/application.ts';
import { proxies } from '../src/peers/proxies.ts';
import { type Played, play } from '../src/peers/stage.ts';
import { password } from '../src/test-server.ts';

/** The configurations of docs/integrate/reverse-proxy as they are shipped, in front of two applications. */
describe.each(Object.entries(proxies))('behind %s', (_, startProxy) => {
  let played: Played;
  let me: Me;

  beforeAll(async () => {
    played = await play(startProxy);
    ({ me } = await played.rollcall.setUp());
  });
  afterAll(() => played.stop());

  /** A browser at all hosts, and the session that it has at Rollcall's own. */
  async function newBrowser(): Promise<{ browser: HostBrowser; account: TestBrowser }> {
    const account = played.rollcall.browser();
    await account.signIn('anna', password);
    const browser = new HostBrowser(played.address, asSent);
    browser.cookiesAt(new URL(played.origins.id).host).set(sessionCookie, account.token);
    return { browser, account };
  }
  const lastOf = (reached: readonly Reached[]) => reached.at(-1);
  /** As a browser does: where a page answers with a redirect, it goes there, and back. */
  async function visit(browser: HostBrowser, url: string): Promise<string> {
    const invited = await browser.send(url);
    if (invited.status !== 302) return invited.text;
    return (await browser.send(await browser.open(invited.headers.location ?? ''))).text;
  }

  it('a page brings its reader to Rollcall, and back to itself as the one who is signed in there', async () => {
    const { browser } = await newBrowser();
    const invited = await browser.send(`${played.origins.wiki}/page?a=b&c=%2F`);
    expect(invited.status).toBe(302);
    expect(played.wiki.reached).toEqual([]);
    const back = await browser.open(invited.headers.location ?? '');
    expect(back).toBe(`${played.origins.wiki}/page?a=b&c=%2F`);
    expect((await browser.send(back)).text).toContain(`You are ${me.account.id} at /page`);
    expect(lastOf(played.wiki.reached)).toMatchObject({
      path: '/page?a=b&c=%2F',
      headers: {
        host: new URL(played.origins.wiki).host,
        'rollcall-account': me.account.id,
        'rollcall-organization': me.organization.id,
        'rollcall-session': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(await visit(browser, `${played.origins.app}/`)).toContain(`You are ${me.account.id}`);
  });

  it('whoever is signed in nowhere is shown the sign-in page of Rollcall', async () => {
    const stranger = new HostBrowser(played.address, asSent);
    const invited = await stranger.send(`${played.origins.app}/page`);
    const page = new URL(await stranger.open(invited.headers.location ?? ''));
    expect([page.origin, page.pathname]).toEqual([played.origins.id, '/sign-in']);
  });

  it('an end in the list of devices is felt at both at the next request', async () => {
    const { browser, account } = await newBrowser();
    for (const origin of [played.origins.app, played.origins.wiki]) await visit(browser, origin);
    await account.ask('POST', '/v1/sign-out');
    for (const [origin, { reached }] of [
      [played.origins.app, played.app],
      [played.origins.wiki, played.wiki],
    ] as const) {
      const before = reached.length;
      expect((await browser.send(origin, { headers: fetches })).status).toBe(401);
      expect((await browser.send(origin)).status).toBe(302);
      expect(reached).toHaveLength(before);
    }
  });

  it('a script gets a 401 and no redirect, and a form that is sent goes nowhere', async () => {
    const stranger = new HostBrowser(played.address, asSent);
    const before = played.app.reached.length;
    const fetched = await stranger.send(`${played.origins.app}/data`, { headers: fetches });
    expect([fetched.status, fetched.headers.location]).toEqual([401, undefined]);
    expect(fetched.json()).toMatchObject({ status: 401, code: 'not_signed_in' });
    const posted = await stranger.send(`${played.origins.app}/form`, { method: 'POST', body: { a: 'b' } });
    expect([posted.status, posted.headers.location]).toEqual([401, undefined]);
    expect(played.app.reached).toHaveLength(before);
  });

  it('what is sent arrives whole', async () => {
    const { browser } = await newBrowser();
    await visit(browser, played.origins.app);
    const body = { text: 'x'.repeat(100_000) };
    const sent = await browser.send(`${played.origins.app}/form`, { method: 'POST', body, headers: fetches });
    expect(sent.status).toBe(200);
    expect(lastOf(played.app.reached)).toMatchObject({ method: 'POST', body: JSON.stringify(body) });
  });

  it('no identity that a client writes reaches an application, however it spells the names', async () => {
    const { browser } = await newBrowser();
    await visit(browser, played.origins.wiki);
    const forged: Record<string, string> = {};
    for (const part of ['Account', 'Session', 'Organization']) {
      for (const spelling of [`Rollcall-${part}`, `ROLLCALL-${part.toUpperCase()}`, `Rollcall_${part}`]) {
        forged[spelling] = 'forged';
      }
    }
    await browser.send(played.origins.wiki, { headers: { ...fetches, ...forged } });
    const reached = lastOf(played.wiki.reached);
    expect(reached?.headers['rollcall-account']).toBe(me.account.id);
    expect(reached?.rawHeaders).not.toContain('forged');
    const stranger = new HostBrowser(played.address, asSent);
    const before = played.wiki.reached.length;
    expect((await stranger.send(played.origins.wiki, { headers: { ...fetches, ...forged } })).status).toBe(401);
    expect(played.wiki.reached).toHaveLength(before);
  });

  it('no forwarded header that a client writes is believed', async () => {
    const { browser } = await newBrowser();
    await visit(browser, played.origins.wiki);
    const app = new URL(played.origins.app).host;
    const forged = { 'x-forwarded-host': app, 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.66' };
    expect((await browser.send(played.origins.wiki, { headers: { ...fetches, ...forged } })).status).toBe(200);
    const stranger = new HostBrowser(played.address, asSent);
    const more = { 'x-forwarded-uri': '//evil.example', 'x-forwarded-method': 'POST', forwarded: 'host=evil.example' };
    const invited = await stranger.send(`${played.origins.wiki}/page`, { headers: { ...forged, ...more } });
    expect(invited.headers.location).toBe(`${played.origins.wiki}/.rollcall/sign-in?return_to=%2Fpage`);
    const begun = await stranger.send(invited.headers.location ?? '', { headers: { ...forged, ...more } });
    expect(new URL(begun.headers.location ?? '').searchParams.get('origin')).toBe(played.origins.wiki);
  });

  it('what is good at one host opens no other that the request line names', async () => {
    const { browser } = await newBrowser();
    await visit(browser, played.origins.wiki);
    const cookie = [...browser.cookiesAt(new URL(played.origins.wiki).host)].map((pair) => pair.join('=')).join('; ');
    const { host } = new URL(played.origins.wiki);
    const headers = { host, cookie, ...fetches };
    await send(played.address, { method: 'GET', path: `${played.origins.app}/secret`, headers });
    expect(played.app.reached.filter(({ path }) => path.includes('secret'))).toEqual([]);
  });

  it('nothing of Rollcall but /.rollcall/ is there at a protected host', async () => {
    const stranger = new HostBrowser(played.address, asSent);
    for (const path of ['/v1/forward-auth', '/v1/doors', '/.rollcall-ask', '/.rollcall/../v1/doors']) {
      expect((await stranger.send(played.origins.app + path, { headers: fetches })).status).not.toBe(200);
    }
  });

  it('a button in the application signs out everywhere', async () => {
    const { browser, account } = await newBrowser();
    await visit(browser, played.origins.app);
    const headers = { ...opensPage, origin: played.origins.app, 'sec-fetch-site': 'same-origin' };
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' };
    const answered = await browser.send(`${played.origins.app}/.rollcall/sign-out`, { method: 'POST', headers: form });
    expect([answered.status, answered.headers.location]).toEqual([303, `${played.origins.id}/sign-in`]);
    expect((await account.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
  });

  it('a WebSocket is opened for whoever is signed in, and for nobody else', async () => {
    const { browser } = await newBrowser();
    await visit(browser, played.origins.app);
    const before = played.app.reached.length;
    const host = new URL(played.origins.app).host;
    expect(await upgrade(played.address, { host })).toMatch(/^HTTP\/1\.1 401 /);
    expect(played.app.reached).toHaveLength(before);
    expect(await upgrade(played.address, browser.headersAt(played.origins.app))).toMatch(/^HTTP\/1\.1 101 /);
    expect(lastOf(played.app.reached)?.headers['rollcall-account']).toBe(me.account.id);
  });
});

describe.each(Object.entries(proxies))('behind %s without Rollcall', (_, startProxy) => {
  it('nobody gets in', async () => {
    const played = await play(startProxy);
    const { browser: account } = await played.rollcall.setUp();
    const browser = new HostBrowser(played.address, asSent);
    browser.cookiesAt(new URL(played.origins.id).host).set(sessionCookie, account.token);
    const back = await browser.open(`${played.origins.app}/.rollcall/sign-in?return_to=%2F`);
    expect((await browser.send(back)).status).toBe(200);
    await played.rollcall.halt();
    expect((await browser.send(back)).status).toBeGreaterThanOrEqual(500);
    expect(played.app.reached).toHaveLength(1);
    await played.stop();
  });
});

describe.each([
  ['nginx', proxies.nginx],
  ['Caddy', proxies.Caddy],
])('behind %s as shipped', (_, startProxy) => {
  it('connections to Rollcall are kept', async () => {
    const played = await play(startProxy);
    const { browser: account } = await played.rollcall.setUp();
    const browser = new HostBrowser(played.address, asSent);
    for (let count = 0; count < 40; count += 1) await browser.send(played.origins.app, { headers: fetches });
    expect(played.app.reached).toEqual([]);
    browser.cookiesAt(new URL(played.origins.id).host).set(sessionCookie, account.token);
    await browser.open(`${played.origins.app}/.rollcall/sign-in?return_to=%2F`);
    for (let count = 0; count < 40; count += 1) await browser.send(played.origins.app, { headers: fetches });
    expect(played.app.reached).toHaveLength(40);
    expect(played.connections()).toBeLessThan(4);
    await played.stop();
  });
});

/** Asks for a WebSocket (RFC 6455, 4.1) and answers with the first line. */
function upgrade(address: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port } = new URL(address);
  const asked = {
    ...headers,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-Fetch-Mode': 'websocket',
  };
  const lines = Object.entries(asked).map(([header, value]) => `${header}: ${value}`);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.once('error', reject);
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(chunk.toString());
    });
    socket.write(['GET /socket HTTP/1.1', ...lines, '', ''].join('\r\n'));
  });
}
