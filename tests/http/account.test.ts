import type { AnswerOf, LogLine, Me } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../../packages/server/src/test-helpers/mail-server.ts';
import { browserCookie, sessionCookie } from '../src/browser.ts';
import { engines, password, secretOf, startTestServer, type TestServer } from '../src/test-server.ts';

const newPassword = 'four loud lighthouses';
const minute = 60_000;

describe.each(engines)('the account on %s', (engine) => {
  let server: TestServer;
  let mail: MailServer;
  let people = 0;

  beforeAll(async () => {
    mail = await startMailServer();
    const environment = { ROLLCALL_SMTP_URL: mail.url, ROLLCALL_MAIL_FROM: 'rollcall@example.org' };
    server = await startTestServer(engine, environment);
  });
  afterAll(async () => {
    await server.stop();
    await mail.close();
  });

  async function newPerson() {
    people += 1;
    const { login } = await server.newPerson(`person${people}`);
    const browser = server.browser();
    await browser.signIn(login, password);
    return { login, browser };
  }

  /** The secret of the link in the next mail to that address. */
  async function nextSecret(to: string): Promise<string> {
    for (let tries = 0; tries < 200; tries++) {
      const found = mail.mails.findLast((one) => [one.to].flat()[0]?.text === to);
      const link = found?.text?.match(/http:\/\/\S+#rcl_\w+/)?.[0];
      if (link !== undefined) return secretOf(link);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`No mail to ${to}.`);
  }

  it('begins with the link of the terminal, once', async () => {
    const link = server.setUpSecret;
    const before = await server.browser().ask('GET', '/v1/doors');
    expect(before).toMatchObject({ setupNeeded: true, mailConfigured: true, passwordLength: { least: 8, most: 128 } });
    expect(await server.browser().ask('POST', '/v1/links/inspect', { link })).toMatchObject({
      purpose: 'setup',
      state: 'usable',
    });
    const { browser, me } = await server.setUp('owner');
    expect(me).toMatchObject({ role: 'owner', account: { displayName: 'Anna Lind' }, session: { method: 'setup' } });
    expect(browser.cookies.has(sessionCookie) && browser.cookies.has(browserCookie)).toBe(true);
    const again = { link, userName: 'second', displayName: 'Second', password };
    expect((await server.browser().send('POST', '/v1/setup', again)).json()).toMatchObject({
      status: 410,
      code: 'link_ended',
      reason: 'link_used',
      at: expect.any(Number),
    });
    expect(await server.browser().ask('GET', '/v1/doors')).toMatchObject({ setupNeeded: false });
  });

  it('unknown, known and disabled names are refused alike, in time too', async () => {
    const { login } = await newPerson();
    const disabled = await newPerson();
    await server.operator('POST', `/operator/accounts/${disabled.login}/disabling`);
    const seen = [];
    for (const name of ['nobody-here', login, disabled.login]) {
      const waits = server.waits.length;
      const answered = await server.browser().send('POST', '/v1/sign-in', { login: name, password: 'wrong-wrong' });
      const { requestId: _, ...problem } = answered.json();
      expect(server.waits.length).toBe(waits + 1);
      expect(server.waits.at(-1)).toBeGreaterThan(0);
      expect(server.waits.at(-1)).toBeLessThanOrEqual(250);
      seen.push({ problem, headers: Object.keys(answered.headers), length: answered.headers['content-length'] });
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]?.problem).toMatchObject({ status: 401, code: 'wrong_credentials' });
  });

  it('too many wrong passwords have to wait, and a browser that is known still gets in', async () => {
    const { login, browser } = await newPerson();
    const guess = () => server.browser().send('POST', '/v1/sign-in', { login, password: 'wrong-wrong' });
    let refused = await guess();
    for (let tries = 0; tries < 10 && refused.status !== 429; tries++) refused = await guess();
    expect(refused.json()).toMatchObject({ code: 'too_many_requests', retryAfterMs: expect.any(Number), retry: true });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await browser.signIn(login, password)).session.isCurrent).toBe(true);
  });

  it('changes its profile, and only what is given', async () => {
    const { browser } = await newPerson();
    await browser.ask('PATCH', '/v1/me', { displayName: 'Åsa Öberg', locale: 'sv', timeZone: 'Europe/Stockholm' });
    const me = await browser.ask<Me>('PATCH', '/v1/me', { locale: null });
    expect(me.account).toMatchObject({ displayName: 'Åsa Öberg', locale: null, timeZone: 'Europe/Stockholm' });
    const wrong = await browser.send('PATCH', '/v1/me', { timeZone: 'Mars/Olympus' });
    expect(wrong.json()).toMatchObject({ code: 'not_acceptable', reason: 'time_zone_invalid' });
  });

  it('changes its password and signs out elsewhere', async () => {
    const { login, browser } = await newPerson();
    const other = server.browser();
    await other.signIn(login, password);
    const short = await browser.send('POST', '/v1/me/password', { currentPassword: password, newPassword: 'short' });
    expect(short.json()).toMatchObject({ code: 'not_acceptable', reason: 'password_too_short' });
    const wrong = await browser.send('POST', '/v1/me/password', { currentPassword: 'wrong', newPassword });
    expect(wrong.json()).toMatchObject({ code: 'wrong_credentials' });
    const before = browser.token;
    expect(await browser.ask('POST', '/v1/me/password', { currentPassword: password, newPassword })).toMatchObject({
      endedElsewhere: true,
    });
    expect(browser.token).not.toBe(before);
    expect((await browser.send('GET', '/v1/me')).status).toBe(200);
    expect((await other.send('GET', '/v1/me')).status).toBe(401);
    await server.browser().signIn(login, newPassword);
  });

  it('proves an e-mail address by the mailed link, signs in with it, and resets its password by mail', async () => {
    const { login, browser } = await newPerson();
    const email = `${login}@example.org`;
    await browser.ask('POST', '/v1/me/emails', { email });
    const { waiting } = await browser.ask<AnswerOf<'GET /v1/me/emails'>>('GET', '/v1/me/emails');
    expect(waiting).toEqual([{ email, askedAt: expect.any(Number), expiresAt: expect.any(Number) }]);
    await server.browser().ask('POST', '/v1/email-verifications', { link: await nextSecret(email) });
    const me = await server.browser().signIn(email.toUpperCase(), password);
    expect(me.account.loginNames.map(({ kind }) => kind)).toContain('email');
    const known = await server.browser().send('POST', '/v1/password-reset-requests', { login: email });
    const unknown = await server.browser().send('POST', '/v1/password-reset-requests', { login: 'x@example.org' });
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    const link = await nextResetSecret(email);
    await server.browser().ask('POST', '/v1/password-resets', { link, newPassword });
    expect((await browser.send('GET', '/v1/me')).status).toBe(401);
    expect(await browser.ask('GET', '/v1/ending')).toMatchObject({ ending: { reason: 'password_reset' } });
    const fresh = server.browser();
    await fresh.signIn(login, newPassword);
    await fresh.ask('DELETE', `/v1/me/emails/${encodeURIComponent(email)}`);
    expect((await fresh.ask<Me>('GET', '/v1/me')).account.loginNames).toHaveLength(1);
  });

  async function nextResetSecret(to: string): Promise<string> {
    for (;;) {
      const secret = await nextSecret(to);
      const state = await server.browser().ask('POST', '/v1/links/inspect', { link: secret });
      if (state['purpose'] === 'password_reset') return secret;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('adding an address needs a fresh proof', async () => {
    const { browser } = await newPerson();
    server.clock.pass(11 * minute);
    const refused = await browser.send('POST', '/v1/me/emails', { email: 'late@example.org' });
    expect(refused.json()).toMatchObject({ status: 403, code: 'reauthentication_required' });
  });

  it('reads its history, by group and by page, and takes it along', async () => {
    const { login, browser } = await newPerson();
    await browser.ask('PATCH', '/v1/me', { displayName: '=cmd|calc!A1' });
    await server.browser().signIn(login, password);
    type Page = { rows: LogLine[]; next: string | null };
    const signIns = await browser.ask<Page>('GET', '/v1/me/log?group=sign_ins');
    expect(signIns.rows.map(({ event }) => event)).toEqual(['sign_in.succeeded', 'sign_in.succeeded']);
    expect(signIns.rows.map(({ actor }) => actor.isThisDevice)).toEqual([false, true]);
    const all = await browser.ask<Page>('GET', '/v1/me/log?limit=200');
    const paged: LogLine[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: Page = await browser.ask<Page>('GET', `/v1/me/log?limit=2${after === '' ? '' : `&after=${after}`}`);
      paged.push(...page.rows);
      after = page.next;
    }
    expect(paged).toEqual(all.rows);
    const json = await browser.send('GET', '/v1/me/log/export?format=json');
    expect(json.json<LogLine[]>()).toEqual(all.rows);
    expect(json.headers['content-disposition']).toContain('attachment');
    const csv = await browser.send('GET', '/v1/me/log/export?format=csv');
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(all.rows.length + 1);
    expect(csv.text).toContain(`"'=cmd|calc!A1"`);
    expect(csv.text).not.toMatch(/(?:^|,|\n)=/);
  });
});
