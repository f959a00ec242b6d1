import type { Inventory, Me } from '@rollcall/api';
import { hashToken } from '@rollcall/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostBrowser } from '../src/behind-proxy.ts';
import { sessionCookie, type TestBrowser } from '../src/browser.ts';
import { send } from '../src/http.ts';
import { prove } from '../src/people.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';

const minute = 60_000;
const hour = 60 * minute;
const id = 'https://id.example.org';
const wiki = 'https://wiki.example.org';
const app = 'https://app.example.net:8443';
const nonceCookie = '__Host-rollcall_nonce';

describe.each(engines)('signing in at a protected host, on %s', (engine) => {
  let server: TestServer;
  let account: TestBrowser;
  let me: Me;

  beforeAll(async () => {
    server = await startTestServer(engine, {
      ROLLCALL_PUBLIC_ORIGIN: id,
      ROLLCALL_TRUSTED_PROXIES: '127.0.0.1',
      ROLLCALL_PROTECTED_HOSTS: 'Wiki.example.org, app.example.net:8443, *.apps.example.org',
    });
    ({ browser: account, me } = await server.setUp());
  });
  afterAll(() => server.stop());

  /** The same browser as Anna's at Rollcall, at other hosts for the first time. */
  function annas(from: TestBrowser = account): HostBrowser {
    const browser = new HostBrowser(server.origin);
    browser.cookiesAt('id.example.org').set(sessionCookie, from.token);
    return browser;
  }
  async function newSession(): Promise<TestBrowser> {
    const browser = server.browser();
    await browser.signIn('anna', 'three quiet lighthouses');
    return browser;
  }
  const signInAt = (origin: string, path = '/') => `${origin}/.rollcall/sign-in?return_to=${encodeURIComponent(path)}`;
  async function codeFor(browser: HostBrowser, origin = wiki): Promise<string> {
    const begun = await browser.send(signInAt(origin));
    return (await browser.send(begun.headers.location ?? '')).headers.location ?? '';
  }

  it('whomever a service has signed in gets to no protected host, and past no proxy at Rollcall’s own', async () => {
    const shop = await TestService.make(server, `Shop on ${engine}`, ['service.sessions.issue']);
    const customer = new HostBrowser(server.origin);
    customer.cookiesAt('id.example.org').set(sessionCookie, (await shop.signIn('customer-1')).token);
    const answered = await customer.send((await customer.send(signInAt(wiki))).headers.location ?? '');
    expect(answered.headers.location).toBe(`${id}/not-entered`);
    const anna = annas();
    // The first answer comes from the store, all others from memory.
    for (const _ of ['first', 'second', 'third']) {
      expect((await customer.forwardAuth(`${id}/`)).status).toBe(403);
      expect((await anna.forwardAuth(`${id}/`)).status).toBe(204);
    }
  });

  it.each(['lock-out', 'removal'])('whom a %s has kept out comes in by no organization of their own', async (act) => {
    const { login, accountId } = await server.newPerson(`out-by-${act}`);
    const theirs = server.browser();
    await theirs.signIn(login, password);
    const browser = annas(theirs);
    expect(await browser.open(signInAt(wiki))).toBe(`${wiki}/`);
    for (const origin of [wiki, id]) expect((await browser.forwardAuth(`${origin}/`)).status).toBe(204);
    await prove(theirs);
    await theirs.ask('POST', '/v1/me/organizations', { name: 'Own' });
    await prove(account);
    await account.ask('POST', `/v1/organization/users/${accountId}/${act}`, {});
    for (const origin of [wiki, id]) expect((await browser.forwardAuth(`${origin}/`, {})).status).toBe(401);
    expect((await theirs.signIn(login, password)).organization.name).toBe('Own');
    const back = annas(theirs);
    expect(await back.open(signInAt(wiki))).toBe(`${id}/not-entered`);
    expect(back.cookiesAt('wiki.example.org').has(sessionCookie)).toBe(false);
    expect((await back.forwardAuth(`${id}/`)).status).toBe(403);
  });

  it('whoever is signed in at Rollcall comes to each host without typing, and back to the page that was wanted', async () => {
    const browser = annas();
    expect(await browser.open(signInAt(wiki, '/page?a=b&c=%2F'))).toBe(`${wiki}/page?a=b&c=%2F`);
    expect(await browser.open(signInAt(app, '/'))).toBe(`${app}/`);
    const answered = await browser.forwardAuth(`${wiki}/page`);
    expect(answered.status).toBe(204);
    expect(answered.headers).toMatchObject({
      'rollcall-account': me.account.id,
      'rollcall-organization': me.organization.id,
    });
    expect(answered.headers['rollcall-session']).not.toBe(me.session.id);
  });

  it('whoever is not signed in goes by way of the sign-in page, which leads back into the middle of the way', async () => {
    const browser = new HostBrowser(server.origin);
    const page = new URL(await browser.open(signInAt(wiki, '/page')));
    expect([page.origin, page.pathname]).toEqual([id, '/sign-in']);
    const next = page.searchParams.get('next') ?? '';
    expect(next).toMatch(/^\/\.rollcall\/authorize\?/);
    browser.cookiesAt('id.example.org').set(sessionCookie, account.token);
    expect(await browser.open(id + next)).toBe(`${wiki}/page`);
  });

  it('the list shows the host under the session, and no session of its own', async () => {
    const mine = await newSession();
    const browser = annas(mine);
    await browser.open(signInAt(wiki));
    await browser.open(signInAt(app));
    await browser.open(signInAt(wiki));
    const { session } = await mine.ask<Me>('GET', '/v1/me');
    expect(session.alsoAt.map(({ host }) => host)).toEqual(['app.example.net:8443', 'wiki.example.org']);
    const { devices } = await mine.ask<Inventory>('GET', '/v1/me/devices');
    const shown = devices.flatMap(({ sessions }) => sessions);
    expect(shown.find(({ id }) => id === session.id)?.alsoAt).toEqual(session.alsoAt);
    expect(shown.filter(({ id }) => id === session.id)).toHaveLength(1);
    const { rows } = await mine.ask<{ rows: { event: string; details: object }[] }>('GET', '/v1/me/log');
    expect(rows[0]).toMatchObject({ event: 'session.entered_host', details: { host: 'wiki.example.org' } });
  });

  it('a second sign-in at a host ends the first one there', async () => {
    const browser = annas();
    await browser.open(signInAt(wiki));
    const before = browser.cookiesAt('wiki.example.org').get(sessionCookie) ?? '';
    await browser.open(signInAt(wiki));
    expect((await browser.forwardAuth(wiki)).status).toBe(204);
    browser.cookiesAt('wiki.example.org').set(sessionCookie, before);
    expect((await browser.forwardAuth(wiki, {})).json()).toMatchObject({ code: 'session_ended' });
  });

  it('one end ends it at every host, at the very next request', async () => {
    const [mine, browser] = [await newSession(), new HostBrowser(server.origin)];
    browser.cookiesAt('id.example.org').set(sessionCookie, mine.token);
    await browser.open(signInAt(wiki));
    await browser.open(signInAt(app));
    for (const origin of [wiki, app]) expect((await browser.forwardAuth(origin)).status).toBe(204);
    const { session } = await mine.ask<Me>('GET', '/v1/me');
    await account.ask('POST', '/v1/me/re-authentication', { password: 'three quiet lighthouses' });
    const ended = await account.ask('POST', `/v1/me/sessions/${session.id}/revocation`);
    expect(ended).toMatchObject({ outcome: 'ended', count: 1 });
    for (const origin of [wiki, app]) {
      expect((await browser.forwardAuth(origin, {})).json()).toMatchObject({ code: 'session_ended' });
    }
  });

  it('an operator who ends what an application names ends the session behind it', async () => {
    const mine = await newSession();
    const browser = annas(mine);
    await browser.open(signInAt(wiki));
    const named = (await browser.forwardAuth(wiki)).headers['rollcall-session'];
    const ended = await server.operator('POST', `/operator/sessions/${named}/revocation`);
    expect(ended.json()).toMatchObject({ outcome: 'ended', count: 1 });
    expect((await mine.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
    expect((await browser.forwardAuth(wiki, {})).json()).toMatchObject({ code: 'session_ended' });
    const owner = await account.send('POST', `/v1/me/sessions/${named}/revocation`);
    expect(owner.json()).toMatchObject({ code: 'not_found' });
  });

  it('a hold holds it at every host, and what the hold was pressed on comes back there too', async () => {
    const [mine, presser] = [await newSession(), await newSession()];
    const browser = annas(mine);
    await browser.open(signInAt(wiki));
    server.clock.pass(11 * minute);
    const { session } = await mine.ask<Me>('GET', '/v1/me');
    const { hold } = await presser.ask<{ hold: { id: string } }>('POST', `/v1/me/sessions/${session.id}/revocation`);
    expect((await browser.forwardAuth(wiki, {})).json()).toMatchObject({ code: 'session_held' });
    await presser.ask('POST', `/v1/me/holds/${hold.id}/withdrawal`);
    expect((await browser.forwardAuth(wiki, {})).status).toBe(204);
  });

  it('its use keeps the session alive', async () => {
    const mine = await newSession();
    const browser = annas(mine);
    await browser.open(signInAt(wiki));
    server.clock.pass(11 * hour);
    expect((await browser.forwardAuth(wiki)).status).toBe(204);
    await server.restart();
    server.clock.pass(2 * hour);
    expect((await mine.send('GET', '/v1/me')).status).toBe(200);
    ({ me } = { me: await account.signIn('anna', 'three quiet lighthouses') });
  });

  it('signing out at a host signs the browser out everywhere', async () => {
    const mine = await newSession();
    const browser = annas(mine);
    await browser.open(signInAt(wiki));
    await browser.open(signInAt(app));
    const button = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
    const answered = await browser.send(`${wiki}/.rollcall/sign-out`, { method: 'POST', headers: button });
    expect([answered.status, answered.headers.location]).toEqual([303, `${id}/sign-in`]);
    expect(browser.cookiesAt('wiki.example.org').has(sessionCookie)).toBe(false);
    expect((await mine.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
    expect((await browser.forwardAuth(app, {})).json()).toMatchObject({ code: 'session_ended' });
    const script = { ...button, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
    expect((await browser.send(`${wiki}/.rollcall/sign-out`, { method: 'POST', headers: script })).status).toBe(204);
  });

  describe('a browser whose sign-in a thief has taken into another organization', () => {
    const button = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
    const signOutAt = (browser: HostBrowser) =>
      browser.send(`${wiki}/.rollcall/sign-out`, { method: 'POST', headers: button });

    /** Signed in at the wiki, as it was before its cookie at Rollcall was copied; and the thief, who went on with the copy. */
    async function robbed() {
      const mine = await newSession();
      const browser = annas(mine);
      await browser.open(signInAt(wiki));
      const { id: club } = await mine.ask<{ id: string }>('POST', '/v1/me/organizations', { name: 'Den' });
      const thief = server.browser();
      thief.cookies.set(sessionCookie, mine.token);
      await thief.ask('POST', `/v1/me/organizations/${club}/entry`);
      return { browser, thief };
    }

    it('puts an end to it by signing out at the host where it still carries a cookie', async () => {
      const { browser, thief } = await robbed();
      expect((await thief.send('GET', '/v1/me')).status).toBe(200);
      expect((await signOutAt(browser)).headers.location).toBe(`${id}/sign-in`);
      expect((await thief.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
      expect((await thief.send('GET', '/v1/verify')).status).toBe(401);
    });

    it('does so at Rollcall’s own host, too', async () => {
      const { browser, thief } = await robbed();
      await browser.send(`${id}/.rollcall/sign-out`, { method: 'POST', headers: button });
      expect((await thief.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
    });

    it('not so by a cookie of that host which was replaced before, and is anybody’s', async () => {
      const mine = await newSession();
      const browser = annas(mine);
      await browser.open(signInAt(wiki));
      const replaced = browser.cookiesAt('wiki.example.org').get(sessionCookie) ?? '';
      await browser.open(signInAt(wiki));
      const { id: club } = await mine.ask<{ id: string }>('POST', '/v1/me/organizations', { name: 'Den' });
      await mine.ask('POST', `/v1/me/organizations/${club}/entry`);
      browser.cookiesAt('wiki.example.org').set(sessionCookie, replaced);
      await signOutAt(browser);
      expect((await mine.send('GET', '/v1/me')).status).toBe(200);
    });
  });

  describe('attacks', () => {
    it('a token of one host is good nowhere else, and that of Rollcall is good at no host', async () => {
      const browser = annas();
      await browser.open(signInAt(wiki));
      const bound = browser.cookiesAt('wiki.example.org').get(sessionCookie) ?? '';
      for (const path of ['/v1/me', '/v1/verify', '/v1/me/devices']) {
        for (const headers of [{ cookie: `${sessionCookie}=${bound}` }, { authorization: `Bearer ${bound}` }]) {
          const refused = await send(server.origin, { method: 'GET', path, headers });
          expect(refused.json()).toMatchObject({ code: 'not_signed_in' });
        }
      }
      browser.cookiesAt('app.example.net:8443').set(sessionCookie, bound);
      expect((await browser.forwardAuth(app, {})).status).toBe(401);
      browser.cookiesAt('id.example.org').set(sessionCookie, bound);
      expect((await browser.forwardAuth(id, {})).status).toBe(401);
      browser.cookiesAt('wiki.example.org').set(sessionCookie, account.token);
      expect((await browser.forwardAuth(wiki, {})).status).toBe(401);
    });

    it('50 uses of one code at once make one session', async () => {
      const browser = annas();
      const finish = await codeFor(browser);
      const answers = await Promise.all(Array.from({ length: 50 }, () => browser.send(finish)));
      const where = answers.map(({ headers }) => headers.location);
      expect(where.filter((location) => location === `${wiki}/`)).toHaveLength(1);
      expect(where.filter((location) => location === `${id}/not-entered`)).toHaveLength(49);
      expect(answers.filter(({ headers }) => headers['set-cookie'] !== undefined)).toHaveLength(1);
    });

    it('nobody plants a session of theirs in another browser, nor steals one with a code', async () => {
      const attackers = annas();
      const finish = await codeFor(attackers);
      const victim = new HostBrowser(server.origin);
      expect(await victim.open(finish)).toBe(`${id}/not-entered`);
      await victim.send(signInAt(wiki));
      expect(await victim.open(finish)).toBe(`${id}/not-entered`);
      expect(victim.cookiesAt('wiki.example.org').has(sessionCookie)).toBe(false);
      // Nor by leading the victim, who is signed in, along with the attacker's own challenge.
      const nonce = attackers.cookiesAt('wiki.example.org').get(nonceCookie) ?? '';
      const led = new URLSearchParams({
        origin: wiki,
        challenge: hashToken(nonce).toString('base64url'),
        return_to: '/',
      });
      expect(await annas().open(`${id}/.rollcall/authorize?${led}`)).toBe(`${id}/not-entered`);
    });

    it('a code is good for a minute, at its own host, and not once its session has ended', async () => {
      const browser = annas();
      const late = await codeFor(browser);
      server.clock.pass(minute);
      expect(await browser.open(late)).toBe(`${id}/not-entered`);
      const elsewhere = (await codeFor(browser)).replace(wiki, 'https://a.apps.example.org');
      const nonce = browser.cookiesAt('wiki.example.org').get(nonceCookie) ?? '';
      browser.cookiesAt('a.apps.example.org').set(nonceCookie, nonce);
      expect(await browser.open(elsewhere)).toBe(`${id}/not-entered`);
      const mine = await newSession();
      const ended = annas(mine);
      const code = await codeFor(ended);
      await mine.ask('POST', '/v1/sign-out');
      expect(await ended.open(code)).toBe(`${id}/not-entered`);
    });

    it.each([
      '//evil.example',
      '/\\evil.example',
      'https:evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '\\\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      'page',
      '',
      `/${'x'.repeat(2_000)}`,
    ])('%j is no way out', async (path) => {
      const browser = annas();
      for (const origin of [wiki, id]) expect((await browser.send(signInAt(origin, path))).status).toBe(400);
      const asked = new URLSearchParams({ origin: wiki, challenge: 'x'.repeat(43), return_to: path });
      expect((await browser.send(`${id}/.rollcall/authorize?${asked}`)).status).toBe(400);
      const invited = await browser.forwardAuth(wiki, {
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
        'x-forwarded-uri': path.replaceAll(/[\t\n]/g, '%09'),
      });
      expect(new URL(invited.headers.location ?? '').origin).toBe(wiki);
    });

    it.each([
      'https://evil.example',
      'http://wiki.example.org',
      'https://wiki.example.org:8443',
      'https://wiki.example.org.',
      'https://wiki.example.org.evil.example',
      'https://a.b.apps.example.org',
      'https://apps.example.org',
      'https://.apps.example.org',
      'https://evilwiki.example.org',
      'https://WIKI.example.org',
      'https://user@wiki.example.org',
      'https://wiki.example.org/path',
      'https://wiki.example.org:443',
      id,
      'javascript:alert(1)',
    ])('no code goes to %s', async (origin) => {
      const asked = new URLSearchParams({ origin, challenge: 'x'.repeat(43), return_to: '/' });
      const answered = await annas().send(`${id}/.rollcall/authorize?${asked}`);
      expect([400, 403]).toContain(answered.status);
      expect(answered.headers.location).toBeUndefined();
    });

    it('a host of nobody is refused, whoever names it', async () => {
      const browser = annas();
      const paths = ['/.rollcall/sign-in?return_to=%2F', `/.rollcall/finish?code=rco_${'0'.repeat(36)}`];
      for (const path of paths) {
        const answered = await browser.send(`https://evil.example${path}`);
        expect(answered.json()).toMatchObject({ code: 'host_not_protected' });
        expect(answered.headers['set-cookie']).toBeUndefined();
      }
      expect((await browser.forwardAuth('https://evil.example')).json()).toMatchObject({ code: 'host_not_protected' });
      const twice = { 'x-forwarded-host': 'wiki.example.org, evil.example' };
      expect((await browser.forwardAuth(wiki, twice)).json()).toMatchObject({ code: 'host_not_protected' });
    });

    it('a script or a frame begins no sign-in, and another site signs nobody out', async () => {
      const browser = annas();
      const asked = new URLSearchParams({ origin: wiki, challenge: 'x'.repeat(43), return_to: '/' });
      for (const destination of ['iframe', 'image', 'empty']) {
        const headers = { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': destination };
        expect((await browser.send(`${id}/.rollcall/authorize?${asked}`, { headers })).status).toBe(400);
      }
      await browser.open(signInAt(wiki));
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: id }, { origin: 'null' }, {}]) {
        const answered = await browser.send(`${wiki}/.rollcall/sign-out`, { method: 'POST', headers });
        expect(answered.json()).toMatchObject({ code: 'cross_site' });
      }
      expect((await browser.forwardAuth(wiki)).status).toBe(204);
    });

    it('nothing of the way may be kept, told on, or framed, and each cookie is that of its host alone', async () => {
      const browser = annas();
      const begun = await browser.send(signInAt(wiki));
      const allowed = await browser.send(begun.headers.location ?? '');
      const finished = await browser.send(allowed.headers.location ?? '');
      for (const { headers } of [begun, allowed, finished]) {
        expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      }
      for (const { headers } of [begun, finished]) {
        expect(headers['set-cookie']).toHaveLength(1);
        expect(headers['set-cookie']?.[0]).toMatch(
          /^__Host-\w+=rc[ns]_\w{36}(; Max-Age=1200)?; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
        );
        expect(headers['strict-transport-security']).toBeUndefined();
      }
      const code = new URL(allowed.headers.location ?? '').searchParams.get('code') ?? 'none';
      expect(server.logs.join('')).not.toContain(code);
    });
  });
});
