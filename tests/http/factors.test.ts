import type { AnswerOf, EndingAnswer, Factors, Inventory, Me, SignedIn } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../src/authenticator-app.ts';
import type { TestBrowser } from '../src/browser.ts';
import { send } from '../src/http.ts';
import { bodyOf, ownRows, pathOf } from '../src/route-table.ts';
import { SoftPasskey } from '../src/soft-passkey.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { expectProblem } from './attacks/scene.ts';

const stepCookie = '__Host-rollcall_step';
const half = 30_000;
const wrong = '000000';

describe.each(engines)('second factors over HTTP on %s', (engine) => {
  let server: TestServer;
  let people = 0;
  beforeAll(async () => {
    server = await startTestServer(engine);
    await server.setUp('anna');
  });
  afterAll(() => server.stop());

  /** Somebody with an authenticator app, and the browser that enrolled it. */
  async function newGuarded() {
    people += 1;
    const { login } = await server.newPerson(`guarded${people}`);
    const browser = server.browser();
    await browser.signIn(login, password);
    const begun = await browser.ask<AnswerOf<'POST /v1/me/factors/authenticator'>>(
      'POST',
      '/v1/me/factors/authenticator',
    );
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/.*secret=/);
    const code = codeOf(begun.secret, server.clock.now());
    const me = await browser.ask<Me>('POST', `/v1/me/factors/authenticator/${begun.id}/confirmation`, {
      code,
      name: 'Phone',
    });
    expect(me.session.assurance).toBe(2);
    server.clock.pass(2 * half);
    return { login, browser, code: () => codeOf(begun.secret, server.clock.now()) };
  }

  async function atSecondStep(login: string): Promise<TestBrowser> {
    const browser = server.browser();
    const { me, step } = await browser.ask<SignedIn>('POST', '/v1/sign-in', { login, password });
    expect(me).toBeNull();
    expect(step).toMatchObject({ purpose: 'second_step', trustDays: 30 });
    return browser;
  }

  it('a right password alone sets nothing but the cookie of its next step, and that opens no route', async () => {
    const { login } = await newGuarded();
    const browser = server.browser();
    const answered = await browser.send('POST', '/v1/sign-in', { login, password });
    const cookies = answered.headers['set-cookie'] ?? [];
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^__Host-rollcall_step=rch_\w{36}; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    );
    const token = browser.cookies.get(stepCookie) ?? '';
    for (const row of ownRows) {
      const ask = (headers: Record<string, string>) =>
        send(server.origin, {
          method: row.method,
          path: pathOf(row),
          body: bodyOf(row),
          headers: { 'sec-fetch-site': 'same-origin', ...headers },
        });
      expectProblem(await ask({ cookie: `${stepCookie}=${token}` }), 'not_signed_in');
      expectProblem(await ask({ cookie: `__Host-rollcall_session=${token}` }), 'not_signed_in');
      expectProblem(await ask({ authorization: `Bearer ${token}` }), 'not_signed_in');
    }
  });

  it('the second factor makes the session, clears the step, and it is over then', async () => {
    const { login, code } = await newGuarded();
    const browser = await atSecondStep(login);
    const { step } = await browser.ask<AnswerOf<'GET /v1/sign-in/step'>>('GET', '/v1/sign-in/step');
    expect(step?.factors).toEqual(['authenticator']);
    expectProblem(await browser.send('POST', '/v1/sign-in/second-step', { code: wrong }), 'wrong_credentials');
    const answered = await browser.send('POST', '/v1/sign-in/second-step', { code: code() });
    expect(answered.json<Me>()).toMatchObject({ session: { assurance: 2 }, proofs: ['password_and_code'] });
    expect(browser.cookies.has(stepCookie)).toBe(false);
    await browser.ask('GET', '/v1/me');
    const after = await browser.ask<AnswerOf<'GET /v1/sign-in/step'>>('GET', '/v1/sign-in/step');
    expect(after.step).toBeNull();
    expectProblem(await browser.send('POST', '/v1/sign-in/second-step', { code: code() }), 'conflict');
  });

  it('five wrong codes end it, and a restart in between forgets none of them', async () => {
    const { login, code } = await newGuarded();
    const browser = await atSecondStep(login);
    const attempt = (given: string) => browser.send('POST', '/v1/sign-in/second-step', { code: given });
    for (const _ of [1, 2, 3]) expectProblem(await attempt(wrong), 'wrong_credentials');
    await server.restart();
    for (const _ of [4, 5]) expectProblem(await attempt(wrong), 'wrong_credentials');
    const late = await attempt(code());
    expectProblem(late, 'conflict');
    expect(late.json()).toMatchObject({ reason: 'step_not_open' });
  });

  it('unknown fields and several answers are refused', async () => {
    const { login, code } = await newGuarded();
    const browser = await atSecondStep(login);
    const attempt = (body: object) => browser.send('POST', '/v1/sign-in/second-step', body);
    for (const field of ['accountId', 'assurance', 'trusted', 'organizationId', 'expiresAt']) {
      expectProblem(await attempt({ code: code(), [field]: 'x' }), 'invalid_request');
    }
    expectProblem(await attempt({}), 'not_acceptable');
    expectProblem(await attempt({ code: code(), recoveryCode: 'x' }), 'not_acceptable');
    expect((await attempt({ code: code() })).status).toBe(200);
  });

  it('a passkey is added, signs in by itself, and proves again', async () => {
    const { browser, login } = await newGuarded();
    const passkey = new SoftPasskey({ origin: server.config.publicOrigin });
    const making = await browser.ask<AnswerOf<'POST /v1/me/factors/passkey-request'>>(
      'POST',
      '/v1/me/factors/passkey-request',
    );
    await browser.ask('POST', '/v1/me/factors/passkeys', { passkey: passkey.create(making), name: 'Key' });
    const { factors } = await browser.ask<Factors>('GET', '/v1/me/factors');
    expect(factors.map(({ kind, name }) => [kind, name])).toEqual([
      ['authenticator', 'Phone'],
      ['passkey', 'Key'],
    ]);
    const other = server.browser();
    const request = await other.ask<AnswerOf<'POST /v1/sign-in/passkey-request'>>(
      'POST',
      '/v1/sign-in/passkey-request',
    );
    const me = await other.ask<Me>('POST', '/v1/sign-in/passkey', {
      passkey: passkey.get(request),
      keepSignedIn: true,
    });
    expect(me.session).toMatchObject({ method: 'passkey', assurance: 2, keepSignedIn: true });
    expect(me.account.loginNames[0]?.name).toBe(login);
    const proving = await other.ask<AnswerOf<'POST /v1/me/re-authentication/passkey-request'>>(
      'POST',
      '/v1/me/re-authentication/passkey-request',
    );
    const before = other.token;
    await other.ask('POST', '/v1/me/re-authentication', { passkey: passkey.get(proving) });
    expect(other.token).not.toBe(before);
  });

  it('recovery codes are shown once, and less than the strongest proof is refused', async () => {
    const { browser, login, code } = await newGuarded();
    const { codes } = await browser.ask<AnswerOf<'POST /v1/me/factors/recovery-codes'>>(
      'POST',
      '/v1/me/factors/recovery-codes',
    );
    expect(codes).toHaveLength(10);
    expectProblem(await browser.send('POST', '/v1/me/re-authentication', { password }), 'not_acceptable');
    await browser.ask('POST', '/v1/me/re-authentication', { password, code: code() });
    const waiting = await atSecondStep(login);
    await waiting.ask('POST', '/v1/sign-in/second-step', { recoveryCode: codes[0] });
    const { factors } = await browser.ask<Factors>('GET', '/v1/me/factors');
    expect(factors.find(({ kind }) => kind === 'recovery_codes')?.codesLeft).toBe(9);
    for (const secret of codes) expect(server.logs.join('')).not.toContain(secret);
  });

  it('a device that is trusted goes without, shows until when, and asks again when its owner says so', async () => {
    const { login, code } = await newGuarded();
    const browser = await atSecondStep(login);
    const answered = await browser.send('POST', '/v1/sign-in/second-step', { code: code(), trustDevice: true });
    const cookie = (answered.headers['set-cookie'] ?? []).find((line) => line.startsWith('__Host-rollcall_trust_'));
    expect(cookie).toMatch(
      /^__Host-rollcall_trust_[\w-]{8}=rct_\w{36}; Max-Age=(2591999|2592000); Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    );
    await browser.ask('POST', '/v1/sign-out');
    const again = await browser.signIn(login, password);
    expect(again).toMatchObject({ session: { assurance: 1 }, sudoUntil: null });
    const { devices } = await browser.ask<Inventory>('GET', '/v1/me/devices');
    const here = devices.find(({ isCurrent }) => isCurrent);
    expect(here?.trust?.until).toBeGreaterThan(server.clock.now());
    await browser.ask('POST', `/v1/me/devices/${here?.id}/trust-revocation`);
    const { me } = await browser.ask<SignedIn>('POST', '/v1/sign-in', { login, password });
    expect(me).toBeNull();
  });

  it('a held session is told how to lift its hold', async () => {
    const { browser, login, code } = await newGuarded();
    const other = await atSecondStep(login);
    const me = await other.ask<Me>('POST', '/v1/sign-in/second-step', { code: code() });
    server.clock.pass(11 * 60_000);
    await browser.ask('POST', `/v1/me/sessions/${me.session.id}/revocation`);
    const ending = await other.ask<EndingAnswer>('GET', '/v1/ending');
    expect(ending).toMatchObject({ state: 'held', proofs: ['password_and_code'] });
    expectProblem(await other.send('POST', '/v1/holds/lift', { password }), 'not_acceptable');
    await other.ask('POST', '/v1/holds/lift', { password, code: code() });
    await other.ask('GET', '/v1/me');
  });

  it('where the organization wants one, the sign-in ends with the first', async () => {
    const policy = (secondFactor: string) => server.operator('PATCH', '/operator/policy', { secondFactor });
    await policy('at_sign_in');
    try {
      people += 1;
      const { login } = await server.newPerson(`guarded${people}`);
      const browser = server.browser();
      const { step } = await browser.ask<SignedIn>('POST', '/v1/sign-in', { login, password });
      expect(step?.purpose).toBe('enrolment');
      const path = '/v1/sign-in/enrolment/authenticator';
      const { id, secret } = await browser.ask<AnswerOf<'POST /v1/sign-in/enrolment/authenticator'>>('POST', path);
      const code = codeOf(secret, server.clock.now());
      const me = await browser.ask<Me>('POST', `${path}/${id}/confirmation`, { code, trustDevice: true });
      expect(me.session.assurance).toBe(2);
      expect([...browser.cookies.keys()].some((name) => name.startsWith('__Host-rollcall_trust_'))).toBe(true);
    } finally {
      await policy('off');
    }
  });
});
