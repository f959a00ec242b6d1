import type { AnswerOf, Inventory, LogLine, Me } from '@rollcall/api';
import { makeToken } from '@rollcall/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { send } from '../src/http.ts';
import { engines, password, secretOf, startTestServer, type TestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';

/** Nothing is sent; but where mail is set up, an address could be proved. */
const mail = { ROLLCALL_SMTP_URL: 'smtp://127.0.0.1:9', ROLLCALL_MAIL_FROM: 'rollcall@example.org' };
const minute = 60_000;
const hour = 60 * minute;
const pixel = { type: 'mobile_app', name: 'Acme for Android', version: '4.2.0', model: 'Pixel 9' } as const;
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

type Sessions = AnswerOf<'GET /v1/service/accounts/:externalId/sessions'>;
type Outcome = AnswerOf<'POST /v1/service/sessions/:id/revocation'>;

describe.each(engines)('services on %s', (engine) => {
  let server: TestServer;
  let acme: TestService;

  beforeAll(async () => {
    server = await startTestServer(engine, mail);
    await server.setUp();
    acme = await TestService.make(server, 'Acme');
  });
  afterAll(() => server.stop());

  const asPerson = <Answer>(token: string, path: string) =>
    send(server.origin, { method: 'GET', path, headers: { authorization: `Bearer ${token}` } }).then((answered) =>
      answered.json<Answer>(),
    );

  describe('a session that a service issues', () => {
    it('makes the account at first sight, and finds it again', async () => {
      const first = await acme.signIn('user-1', { displayName: 'Åsa', emails: ['asa@example.org'] });
      expect(first.token).toMatch(/^rcs_/);
      expect(first.account).toMatchObject({
        externalId: 'user-1',
        displayName: 'Åsa',
        emails: ['asa@example.org'],
        disabledAt: null,
      });
      expect(first.session).toMatchObject({ method: 'service', serviceName: 'Acme', assurance: 1, state: 'active' });
      const again = await acme.signIn('user-1');
      expect(again.account).toEqual(first.account);
      expect(again.session.deviceId).not.toBe(first.session.deviceId);
      const renamed = await acme.signIn('user-1', { displayName: 'Åsa Berg' });
      expect(renamed.account).toMatchObject({ id: first.account.id, displayName: 'Åsa Berg' });
    });

    it('makes one account however many sign-ins name somebody at once for the first time', async () => {
      const all = await Promise.all(Array.from({ length: 8 }, () => acme.signIn('at-once')));
      expect(new Set(all.map(({ account }) => account.id)).size).toBe(1);
      const { rows } = await acme.ask<Sessions>('GET', '/v1/service/accounts/at-once/sessions');
      expect(rows).toHaveLength(8);
    });

    it('is good for its own service until it ends, and says whose it is', async () => {
      const authenticatedAt = server.clock.now() - 5 * minute;
      const { token, session, account } = await acme.signIn('user-2', { assurance: 2, authenticatedAt });
      expect(await acme.verify(token, { address: '::ffff:203.0.113.9' })).toEqual({
        active: true,
        account: { id: account.id, externalId: 'user-2' },
        session: { id: session.id, deviceId: session.deviceId, signedInAt: session.signedInAt },
        organization: { id: expect.any(String) },
        expiresAt: session.expiresAt,
        authenticatedAt,
        assurance: 2,
      });
    });

    it('is kept alive by being verified, and not otherwise', async () => {
      const [used, unused] = [await acme.signIn('user-3'), await acme.signIn('user-3')];
      server.clock.pass(11 * hour);
      expect(await acme.verify(used.token)).toMatchObject({ active: true });
      server.clock.pass(2 * hour);
      expect(await acme.verify(used.token)).toMatchObject({ active: true });
      expect(await acme.verify(unused.token)).toEqual({ active: false });
    });

    it('is not kept alive, nor seen anywhere, by a service that asks about a session of another', async () => {
      const rival = await TestService.make(server, `Rival that asks on ${engine}`);
      const { token, session } = await acme.signIn('user-3b', { address: '203.0.113.7' });
      for (const hours of [6, 5]) {
        server.clock.pass(hours * hour);
        expect(await rival.verify(token, { address: '198.51.100.66' })).toEqual({ active: false });
      }
      const { rows } = await acme.ask<Sessions>('GET', '/v1/service/accounts/user-3b/sessions');
      expect(rows).toMatchObject([{ lastAddress: '203.0.113.7', lastUsedAt: session.lastUsedAt }]);
      server.clock.pass(2 * hour);
      expect(await acme.verify(token)).toEqual({ active: false });
    });

    it('with a client is a device of its own, named as the service names it', async () => {
      const app = await acme.signIn('user-4', { client: pixel, address: '203.0.113.7' });
      const browser = await acme.signIn('user-4', { userAgent: firefox });
      expect(app.session.deviceId).not.toBe(browser.session.deviceId);
      const { devices } = await asPerson<Inventory>(app.token, '/v1/me/devices');
      expect(devices.map(({ client }) => client)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: 'mobile_app', browserName: 'Acme for Android', model: 'Pixel 9' }),
          expect.objectContaining({ type: 'computer', browserName: 'Firefox', browserVersion: '145' }),
        ]),
      );
      const me = await asPerson<Me>(app.token, '/v1/me');
      expect(me).toMatchObject({ role: 'member', account: { loginNames: [] }, session: { isCurrent: true } });
      expect(me.session.firstAddress).toBe('203.0.113.7');
    });

    it('of the same browser or app is on the same device, and ends the one that it replaces', async () => {
      const first = await acme.signIn('user-5', { client: pixel });
      const second = await acme.signIn('user-5', {
        client: pixel,
        browserToken: first.browserToken,
        replaces: first.token,
      });
      expect(second.session.deviceId).toBe(first.session.deviceId);
      expect(second.browserToken).toBe(first.browserToken);
      expect(await acme.verify(first.token)).toEqual({ active: false });
      expect(await acme.verify(second.token)).toMatchObject({ active: true });
      const { rows } = await acme.ask<Sessions>('GET', '/v1/service/accounts/user-5/sessions?state=ended');
      expect(rows).toMatchObject([{ id: first.session.id, ending: { reason: 'superseded' } }]);
    });

    it('is refused where what it says cannot be', async () => {
      const refusal = async (input: object) => (await acme.send('POST', '/v1/service/sessions', input)).json();
      expect(await refusal({ externalId: 'a\u202eb' })).toMatchObject({ reason: 'external_id_invalid' });
      expect(await refusal({ externalId: 'a\ud800', displayName: 'A' })).toMatchObject({
        reason: 'external_id_invalid',
      });
      expect(await refusal({ externalId: 'a\0', displayName: 'A' })).toMatchObject({ reason: 'external_id_invalid' });
      expect(await refusal({ externalId: ' padded' })).toMatchObject({ reason: 'external_id_invalid' });
      expect(await refusal({ externalId: 'x'.repeat(201) })).toMatchObject({ code: 'invalid_request' });
      expect(await refusal({ externalId: 'a', address: 'localhost' })).toMatchObject({ code: 'invalid_request' });
      expect(await refusal({ externalId: 'a', emails: ['nobody'] })).toMatchObject({ reason: 'email_invalid' });
      expect(await refusal({ externalId: 'a', assurance: 4 })).toMatchObject({ code: 'invalid_request' });
    });

    it('was proved no later than now, whatever the service’s clock says', async () => {
      const { token } = await acme.signIn('user-6', { authenticatedAt: server.clock.now() + hour });
      const verdict = await acme.verify(token);
      expect(verdict.active && verdict.authenticatedAt).toBeLessThanOrEqual(server.clock.now());
    });
  });

  it.each([
    ['nothing', ''],
    ['nonsense', 'nonsense'],
    ['4,096 characters', 'x'.repeat(4_096)],
    ['a token that nobody has', `rcs_${'0'.repeat(36)}`],
    ['a path', '../../etc'],
  ])('verify answers %s with nothing but that it is not good', async (_, token) => {
    expect(await acme.verify(token)).toEqual({ active: false });
  });

  describe('what a service ends', () => {
    it('is refused from then on, with a receipt', async () => {
      const { token, session } = await acme.signIn('user-7');
      const path = `/v1/service/sessions/${session.id}/revocation`;
      expect(await acme.ask<Outcome>('POST', path)).toMatchObject({ count: 1, receipt: { confirmed: 1 } });
      expect(await acme.verify(token)).toEqual({ active: false });
      expect(await acme.ask<Outcome>('POST', path)).toMatchObject({ count: 0 });
      const { rows } = await acme.ask<Sessions>('GET', '/v1/service/accounts/user-7/sessions?state=ended');
      expect(rows).toMatchObject([{ ending: { reason: 'revoked_by_service', byAccountName: 'Acme' } }]);
    });

    it('is every session of an account but those that it spares', async () => {
      const all = [await acme.signIn('user-8'), await acme.signIn('user-8'), await acme.signIn('user-8')];
      const except = [all[0]?.session.id];
      const path = '/v1/service/accounts/user-8/sessions/revocation';
      expect(await acme.ask<Outcome>('POST', path, { except })).toMatchObject({ count: 2 });
      const verdicts = await Promise.all(all.map(({ token }) => acme.verify(token)));
      expect(verdicts.map(({ active }) => active)).toEqual([true, false, false]);
    });

    it('is an account, which gets no session until it is enabled', async () => {
      const { token } = await acme.signIn('user-9');
      await acme.ask('POST', '/v1/service/accounts/user-9/disabling');
      expect(await acme.verify(token)).toEqual({ active: false });
      const refused = await acme.send('POST', '/v1/service/sessions', { externalId: 'user-9' });
      expect(refused.json()).toMatchObject({ code: 'conflict', reason: 'account_disabled' });
      expect((await acme.send('POST', '/v1/service/accounts/user-9/enabling')).status).toBe(204);
      expect(await acme.verify(token)).toEqual({ active: false });
      expect(await acme.verify((await acme.signIn('user-9')).token)).toMatchObject({ active: true });
    });
  });

  it('stands in the person’s own history, with the service’s name', async () => {
    await acme.signIn('user-10', { address: '203.0.113.10' });
    await acme.ask('PATCH', '/v1/service/accounts/user-10', { displayName: 'Örjan' });
    await acme.ask('POST', '/v1/service/accounts/user-10/sessions/revocation', {});
    const { token } = await acme.signIn('user-10');
    const { rows } = await asPerson<{ rows: LogLine[] }>(token, '/v1/me/log');
    expect(rows.map(({ event, actor }) => [event, actor.kind, actor.name])).toEqual([
      ['sign_in.succeeded', 'service', 'Acme'],
      ['session.revoked_all', 'service', 'Acme'],
      ['account.profile_changed', 'service', 'Acme'],
      ['sign_in.succeeded', 'service', 'Acme'],
      ['account.created', 'service', 'Acme'],
    ]);
    expect(rows.at(-2)?.address).toBe('203.0.113.10');
  });

  it('nobody is asked to set up anything less because a service came first', async () => {
    const fresh = await startTestServer(engine);
    try {
      const early = await TestService.make(fresh, 'Early');
      await early.signIn('first');
      expect(await fresh.browser().ask('GET', '/v1/doors')).toMatchObject({ setupNeeded: true });
      await fresh.setUp();
      expect(await fresh.browser().ask('GET', '/v1/doors')).toMatchObject({ setupNeeded: false });
    } finally {
      await fresh.stop();
    }
  });

  describe('a link that hands somebody over', () => {
    const app = 'https://app.acme.example';
    type Link = AnswerOf<'POST /v1/service/links'>;
    let shop: TestService;

    beforeAll(async () => {
      shop = await TestService.make(server, 'Shop', undefined, { origins: [app] });
    });

    const linkFor = (input: object) => shop.ask<Link>('POST', '/v1/service/links', input);

    it('opens the pages once, on the device that it was made in, and knows the way back', async () => {
      const from = await shop.signIn('ida', { client: pixel, assurance: 2, displayName: 'Ida' });
      const { url } = await linkFor({ externalId: 'ida', sessionId: from.session.id, returnTo: `${app}/me?a=b` });
      expect(url).toMatch(new RegExp(`^${server.config.publicOrigin}/enter#rcl_`));
      const browser = server.browser();
      const link = secretOf(url);
      expect(await browser.ask('POST', '/v1/links/inspect', { link })).toMatchObject({
        purpose: 'handover',
        state: 'usable',
        accountName: 'Ida',
        serviceName: 'Shop',
      });
      const me = await browser.ask<Me>('POST', '/v1/handovers', { link });
      expect(me).toMatchObject({
        account: { displayName: 'Ida' },
        session: {
          deviceId: from.session.deviceId,
          assurance: 2,
          serviceName: 'Shop',
          expiresAt: from.session.expiresAt,
        },
        service: { name: 'Shop', proves: false, returnTo: `${app}/me?a=b` },
        sudoUntil: expect.any(Number),
      });
      const { devices } = await browser.ask<Inventory>('GET', '/v1/me/devices');
      expect(devices).toMatchObject([{ isCurrent: true, sessions: [{}, {}] }]);
      expect((await server.browser().send('POST', '/v1/handovers', { link })).json()).toMatchObject({
        code: 'link_ended',
        reason: 'link_used',
      });
    });

    it('signs out all others without signing out the application that it came from', async () => {
      const from = await shop.signIn('jan');
      const other = await shop.signIn('jan');
      const { url } = await linkFor({ externalId: 'jan', sessionId: from.session.id });
      const browser = server.browser();
      await browser.ask('POST', '/v1/handovers', { link: secretOf(url) });
      await browser.ask('POST', '/v1/me/sessions/revocation');
      expect(await shop.verify(from.token)).toMatchObject({ active: true });
      expect(await shop.verify(other.token)).toEqual({ active: false });
      expect((await browser.send('GET', '/v1/me')).status).toBe(200);
    });

    it('ends with the session that it was made in, where the service ends or replaces that', async () => {
      const first = await shop.signIn('karin');
      const enter = async (sessionId: string) => {
        const browser = server.browser();
        const { url } = await linkFor({ externalId: 'karin', sessionId });
        await browser.ask('POST', '/v1/handovers', { link: secretOf(url) });
        return browser;
      };
      const [one, unused] = [
        await enter(first.session.id),
        await linkFor({ externalId: 'karin', sessionId: first.session.id }),
      ];
      const second = await shop.signIn('karin', { replaces: first.token });
      expect((await one.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
      expect((await server.browser().send('POST', '/v1/handovers', { link: secretOf(unused.url) })).status).toBe(404);
      const two = await enter(second.session.id);
      await shop.ask('POST', `/v1/service/sessions/${second.session.id}/revocation`);
      expect((await two.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
    });

    it('made in no session lasts an hour, and proves nothing', async () => {
      await shop.signIn('lars');
      const { url } = await linkFor({ externalId: 'lars' });
      const browser = server.browser();
      const me = await browser.ask<Me>('POST', '/v1/handovers', { link: secretOf(url) });
      expect(me.sudoUntil).toBeNull();
      expect(me.session.expiresAt).toBeLessThanOrEqual(me.session.signedInAt + hour);
      server.clock.pass(hour);
      expect((await browser.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended', reason: 'expired' });
    });

    it('expires after two minutes, and is worth nothing for somebody who is disabled', async () => {
      await shop.signIn('maja');
      const late = await linkFor({ externalId: 'maja' });
      server.clock.pass(2 * minute);
      const open = (url: string) => server.browser().send('POST', '/v1/handovers', { link: secretOf(url) });
      expect((await open(late.url)).json()).toMatchObject({ code: 'link_ended', reason: 'link_expired' });
      const disabled = await linkFor({ externalId: 'maja' });
      await shop.ask('POST', '/v1/service/accounts/maja/disabling');
      expect((await open(disabled.url)).status).toBeGreaterThanOrEqual(400);
      const refused = await shop.send('POST', '/v1/service/links', { externalId: 'maja' });
      expect(refused.json()).toMatchObject({ code: 'conflict', reason: 'account_disabled' });
    });

    it.each([
      'https://evil.example/',
      'https://app.acme.example.evil.example/',
      'https://app.acme.example@evil.example/',
      'http://app.acme.example/',
      'https://app.acme.example:444/',
      'javascript:alert(1)',
      '//app.acme.example/',
      '/me',
    ])('leads back to no other origin: %s', async (returnTo) => {
      await shop.signIn('nils');
      const refused = await shop.send('POST', '/v1/service/links', { externalId: 'nils', returnTo });
      expect(refused.json()).toMatchObject({ code: 'not_acceptable', reason: 'return_address_invalid' });
    });

    it('is made in no session of somebody else', async () => {
      await shop.signIn('olle');
      const [other, foreign] = [await shop.signIn('pia'), await acme.signIn('olle')];
      for (const { session } of [other, foreign]) {
        const refused = await shop.send('POST', '/v1/service/links', { externalId: 'olle', sessionId: session.id });
        expect(refused.json()).toMatchObject({ code: 'not_found' });
      }
    });
  });

  describe('a proof that the service asks for', () => {
    const page = 'https://bank.example/prove?tenant=1';
    type Asked = AnswerOf<'POST /v1/me/re-authentication-requests'>;
    type Finished = AnswerOf<'POST /v1/me/re-authentication-requests/:id/completion'>;
    let bank: TestService;

    beforeAll(async () => {
      bank = await TestService.make(server, 'Bank', undefined, {
        reauthenticateUrl: page,
        origins: ['https://bank.example'],
      });
    });

    /** Somebody on the pages here, handed over without a fresh proof. */
    async function somebody(externalId: string): Promise<TestBrowser> {
      await bank.signIn(externalId);
      const { url } = await bank.ask<{ url: string }>('POST', '/v1/service/links', { externalId });
      const browser = server.browser();
      await browser.ask('POST', '/v1/handovers', { link: secretOf(url) });
      return browser;
    }

    async function ask(browser: TestBrowser, wish: object = {}): Promise<URL> {
      return new URL((await browser.ask<Asked>('POST', '/v1/me/re-authentication-requests', wish)).url);
    }

    const answer = (id: string, externalId: string, more: object = {}) =>
      bank.send('POST', `/v1/service/reauthentications/${id}`, {
        externalId,
        assurance: 2,
        authenticatedAt: server.clock.now(),
        ...more,
      });
    /** The secret in the address to which the service sends the browser back. */
    const answered = async (id: string, externalId: string) =>
      secretOf((await answer(id, externalId)).json<{ returnTo: string }>().returnTo);
    const finish = (browser: TestBrowser, id: string, secret: string) =>
      browser.send('POST', `/v1/me/re-authentication-requests/${id}/completion`, { secret });
    const anySecret = makeToken('link', null, (count) => new Uint8Array(count));
    const idIn = (url: URL) => url.searchParams.get('request') ?? '';

    it('makes final what was held, with a new token and two factors', async () => {
      const browser = await somebody('rut');
      const stranger = await bank.signIn('rut');
      const pressed = await browser.ask<Outcome>('POST', `/v1/me/sessions/${stranger.session.id}/revocation`);
      expect(pressed.outcome).toBe('held');
      const holdId = pressed.hold?.id ?? '';
      const url = await ask(browser, { holdId });
      expect(url.origin + url.pathname).toBe('https://bank.example/prove');
      expect(Object.fromEntries(url.searchParams)).toEqual({ tenant: '1', request: idIn(url), external_id: 'rut' });
      const { returnTo } = (await answer(idIn(url), 'rut')).json<{ returnTo: string }>();
      expect(returnTo).toMatch(/#rcl_\w{36}$/);
      expect(returnTo.split('#')[0]).toBe(`${server.config.publicOrigin}/confirm?request=${idIn(url)}`);
      const before = browser.token;
      const finished = (await finish(browser, idIn(url), secretOf(returnTo))).json<Finished>();
      expect(finished).toMatchObject({ holdId, me: { sudoUntil: expect.any(Number), session: { assurance: 2 } } });
      expect(browser.token).not.toBe(before);
      const old = { authorization: `Bearer ${before}` };
      expect((await send(server.origin, { method: 'GET', path: '/v1/me', headers: old })).status).toBe(401);
      expect(await browser.ask('POST', `/v1/me/holds/${holdId}/confirmation`)).toMatchObject({
        outcome: 'ended',
        count: 1,
      });
      expect(await bank.verify(stranger.token)).toEqual({ active: false });
    });

    describe('of somebody whose browser is held', () => {
      /** Two browsers of one person, of which the first has shut the second out. */
      async function heldOf(externalId: string) {
        const [browser, held] = [await somebody(externalId), await somebody(externalId)];
        const { session } = await held.ask<Me>('GET', '/v1/me');
        const early = idIn(await ask(held));
        const { hold } = await browser.ask<Outcome>('POST', `/v1/me/sessions/${session.id}/revocation`);
        expect(await held.ask('GET', '/v1/ending')).toMatchObject({
          state: 'held',
          service: { name: bank.name, proves: true },
        });
        return { browser, held, early, sessionId: session.id, holdId: hold?.id ?? '' };
      }
      const askToLift = async (held: TestBrowser) =>
        idIn(new URL((await held.ask<Asked>('POST', '/v1/holds/lift-requests')).url));
      const lift = (held: TestBrowser, id: string, secret: string) =>
        held.send('POST', `/v1/holds/lift-requests/${id}/completion`, { secret });

      it('lifts the hold, with a new token', async () => {
        const { held, sessionId } = await heldOf('ylva');
        const before = held.token;
        const id = await askToLift(held);
        const { returnTo } = (await answer(id, 'ylva')).json<{ returnTo: string }>();
        expect(returnTo.split('#')[0]).toBe(`${server.config.publicOrigin}/sign-in?request=${id}`);
        const me = (await lift(held, id, secretOf(returnTo))).json<Me>();
        expect(me.session).toMatchObject({ id: sessionId, state: 'active', assurance: 2 });
        expect(held.token).not.toBe(before);
        const old = { authorization: `Bearer ${before}` };
        expect((await send(server.origin, { method: 'GET', path: '/v1/me', headers: old })).status).toBe(401);
        expect((await lift(held, id, secretOf(returnTo))).json()).toMatchObject({ code: 'conflict' });
      });

      it('does not where it was asked before the hold, by another session, or is not answered', async () => {
        const { browser, held, early } = await heldOf('yngve');
        server.clock.pass(1_000);
        expect((await lift(held, early, await answered(early, 'yngve'))).json()).toMatchObject({
          reason: 'reauthentication_not_open',
        });
        const id = await askToLift(held);
        expect((await lift(held, id, anySecret)).json()).toMatchObject({ reason: 'reauthentication_not_open' });
        const theirs = idIn(await ask(browser));
        const secret = await answered(theirs, 'yngve');
        expect((await lift(held, theirs, secret)).json()).toMatchObject({ code: 'not_found' });
        expect((await lift(held, id, secret)).json()).toMatchObject({ reason: 'reauthentication_not_open' });
        expect((await held.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_held' });
      });

      it('is asked by no browser that is not held, nor after the hold has become final', async () => {
        const { browser, held, holdId } = await heldOf('ymer');
        expect((await browser.send('POST', '/v1/holds/lift-requests')).json()).toMatchObject({
          reason: 'hold_not_open',
        });
        expect((await server.browser().send('POST', '/v1/holds/lift-requests')).json()).toMatchObject({
          code: 'not_signed_in',
        });
        const id = await askToLift(held);
        const secret = await answered(id, 'ymer');
        const own = idIn(await ask(browser, { holdId }));
        await finish(browser, own, await answered(own, 'ymer'));
        await browser.ask('POST', `/v1/me/holds/${holdId}/confirmation`);
        expect((await lift(held, id, secret)).json()).toMatchObject({ reason: 'hold_not_open' });
      });
    });

    it('is of use to no session but the one that asked, and once', async () => {
      const [browser, other] = [await somebody('siv'), await somebody('siv')];
      const id = idIn(await ask(browser));
      expect((await finish(browser, id, anySecret)).json()).toMatchObject({
        code: 'conflict',
        reason: 'reauthentication_not_open',
      });
      const secret = await answered(id, 'siv');
      expect((await finish(other, id, secret)).json()).toMatchObject({ code: 'not_found' });
      const [one, two] = await Promise.all([finish(browser, id, secret), finish(browser, id, secret)]);
      expect([one?.status, two?.status].filter((status) => status === 200)).toHaveLength(1);
      expect((await answer(id, 'siv')).json()).toMatchObject({ reason: 'reauthentication_not_open' });
    });

    it('gives nothing to a thief who made somebody else prove it', async () => {
      const thief = await somebody('stolen');
      const before = thief.token;
      const [id, theirs] = [idIn(await ask(thief)), idIn(await ask(await somebody('stolen')))];
      const [secret, another] = [await answered(id, 'stolen'), await answered(theirs, 'stolen')];
      const path = `/v1/me/re-authentication-requests/${id}/completion`;
      for (const body of [undefined, {}, { secret: '' }]) {
        expect((await thief.send('POST', path, body)).status).toBe(400);
      }
      for (const guess of [anySecret, another, id]) {
        expect((await finish(thief, id, guess)).json()).toMatchObject({ reason: 'reauthentication_not_open' });
      }
      expect(thief.token).toBe(before);
      expect((await thief.ask<Me>('GET', '/v1/me')).sudoUntil).toBeNull();
      expect((await finish(thief, id, secret)).status).toBe(200);
    });

    it('is answered by no other service, for nobody else, and with no proof from before', async () => {
      const browser = await somebody('tor');
      await bank.signIn('ulf');
      await acme.signIn('tor');
      const id = idIn(await ask(browser));
      expect((await answer(id, 'ulf')).json()).toMatchObject({ code: 'not_found' });
      expect((await answer(id, 'nobody')).json()).toMatchObject({ code: 'not_found' });
      const body = { externalId: 'tor', assurance: 2, authenticatedAt: server.clock.now() };
      expect((await acme.send('POST', `/v1/service/reauthentications/${id}`, body)).json()).toMatchObject({
        code: 'not_found',
      });
      const before = { authenticatedAt: server.clock.now() - 5 * minute };
      expect((await answer(id, 'tor', before)).json()).toMatchObject({
        code: 'not_acceptable',
        reason: 'proof_too_old',
      });
      expect((await browser.ask<Me>('GET', '/v1/me')).sudoUntil).toBeNull();
    });

    it('is over after ten minutes, and when the same session asks again', async () => {
      const browser = await somebody('vera');
      const first = idIn(await ask(browser));
      const second = idIn(await ask(browser));
      expect((await answer(first, 'vera')).json()).toMatchObject({ code: 'not_found' });
      const secret = await answered(second, 'vera');
      server.clock.pass(10 * minute);
      expect((await finish(browser, second, secret)).json()).toMatchObject({ reason: 'reauthentication_not_open' });
      const third = idIn(await ask(browser));
      server.clock.pass(10 * minute);
      expect((await answer(third, 'vera')).json()).toMatchObject({ reason: 'reauthentication_not_open' });
    });

    it('comes back to the service’s own pages where it shows the inventory itself, and nowhere else', async () => {
      const browser = await somebody('yngve');
      const url = await ask(browser, { returnTo: 'https://bank.example/devices' });
      const { returnTo } = (await answer(idIn(url), 'yngve')).json<{ returnTo: string }>();
      expect(returnTo.split('#')[0]).toBe(`https://bank.example/devices?request=${idIn(url)}`);
      for (const astray of ['https://evil.example/', 'https://bank.example/#devices']) {
        const refused = await browser.send('POST', '/v1/me/re-authentication-requests', { returnTo: astray });
        expect(refused.json()).toMatchObject({ reason: 'return_address_invalid' });
      }
    });

    it('opens no second door: whom a service signs in gets no login name and no password here', async () => {
      const { token } = await bank.signIn('xenia', { authenticatedAt: server.clock.now() });
      const headers = { authorization: `Bearer ${token}` };
      const post = (path: string, body: object) => send(server.origin, { method: 'POST', path, body, headers });
      const added = await post('/v1/me/emails', { email: 'xenia@example.org' });
      expect(added.json()).toMatchObject({ code: 'conflict', reason: 'sign_in_elsewhere' });
      const change = { currentPassword: password, newPassword: 'four loud lighthouses' };
      expect((await post('/v1/me/password', change)).json()).toMatchObject({ code: 'wrong_credentials' });
    });

    it('is asked of nobody for an account with a password here', async () => {
      const login = (await server.newPerson('wilma')).login;
      const browser = server.browser();
      await browser.signIn(login, password);
      expect((await browser.send('POST', '/v1/me/re-authentication-requests', {})).json()).toMatchObject({
        code: 'conflict',
        reason: 'reauthentication_elsewhere',
      });
    });
  });

  describe('the operator', () => {
    const operator = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> =>
      (await server.operator(method, path, body)).json<Answer>();

    it('makes, lists, renames and removes services', async () => {
      const input = { name: 'Blog', origins: ['https://blog.example.org'] };
      expect(await operator('POST', '/operator/services', input)).toMatchObject(input);
      expect(await operator('POST', '/operator/services', { name: 'BLOG' })).toMatchObject({
        code: 'not_acceptable',
        reason: 'service_name_taken',
      });
      for (const origin of ['http://blog.example.org', 'https://blog.example.org/', 'javascript:alert(1)', 'blog']) {
        const refused = await operator('PATCH', '/operator/services/Blog', { origins: [origin] });
        expect(refused).toMatchObject({ code: 'not_acceptable', reason: 'origin_invalid' });
      }
      const change = { name: 'Journal', reauthenticateUrl: 'https://blog.example.org/prove' };
      expect(await operator('PATCH', '/operator/services/blog', change)).toMatchObject({ ...input, ...change });
      const { rows } = await operator<AnswerOf<'GET /operator/services'>>('GET', '/operator/services');
      expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['Acme', 'Journal']));
      await operator('POST', '/operator/services/Journal/removal');
      expect(await operator('GET', '/operator/services/Journal/credentials')).toMatchObject({ code: 'not_found' });
    });

    it('removing a service ends its credentials and every session that it issued, and nothing else', async () => {
      const other = await acme.signIn('user-11');
      const doomed = await TestService.make(server, 'Doomed');
      const [one, two] = [await doomed.signIn('a'), await doomed.signIn('b')];
      const before = await asPerson<Me>(one.token, '/v1/me');
      expect(before.session.serviceName).toBe('Doomed');
      const outcome = await operator<Outcome>('POST', '/operator/services/Doomed/removal');
      expect(outcome).toMatchObject({ outcome: 'ended', count: 3, receipt: { confirmed: 1 } });
      for (const { token } of [one, two]) {
        expect(await asPerson(token, '/v1/me')).toMatchObject({ code: 'session_ended' });
        expect(await asPerson(token, '/v1/ending')).toMatchObject({ ending: { reason: 'service_removed' } });
      }
      expect((await doomed.send('POST', '/v1/verify', { token: one.token })).status).toBe(401);
      expect(await acme.verify(other.token)).toMatchObject({ active: true });
      const heir = await TestService.make(server, 'Doomed');
      expect(await heir.verify(one.token)).toEqual({ active: false });
      expect((await heir.signIn('a')).account.id).not.toBe(one.account.id);
    });

    it('rotates a credential, whose old token works for as long as the overlap says', async () => {
      const old = await TestService.make(server, 'Rotor', ['service.sessions.issue']);
      type Rotated = AnswerOf<'POST /operator/service-credentials/:id/rotation'>;
      const path = `/operator/service-credentials/${old.credentialId}/rotation`;
      const { token, credential, oldEndsAt } = await operator<Rotated>('POST', path, { overlapSeconds: 60 });
      expect(credential.permissions).toEqual(['service.sessions.issue']);
      expect(Math.abs(oldEndsAt - (server.clock.now() + minute))).toBeLessThan(minute / 4);
      await old.signIn('a');
      server.clock.pass(minute);
      const late = await old.send('POST', '/v1/service/sessions', { externalId: 'a' });
      expect(late.json()).toMatchObject({ code: 'service_credential_refused', reason: 'expired' });
      old.token = token;
      await old.signIn('a');
      const listed = await operator<AnswerOf<'GET /operator/services/:service/credentials'>>(
        'GET',
        '/operator/services/Rotor/credentials',
      );
      expect(listed.rows.map(({ state }) => state)).toEqual(['active', 'expired']);
      const again = await server.operator('POST', path, {});
      expect(again.json()).toMatchObject({ code: 'not_found' });
    });

    it('refuses an expiry that is past', async () => {
      const input = { name: 'late', permissions: ['service.sessions.view'], expiresAt: server.clock.now() };
      expect(await operator('POST', '/operator/services/Acme/credentials', input)).toMatchObject({
        reason: 'expiry_invalid',
      });
      const none = { name: 'none', permissions: [] };
      expect(await operator('POST', '/operator/services/Acme/credentials', none)).toMatchObject({
        code: 'invalid_request',
      });
    });
  });
});
