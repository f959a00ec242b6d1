import { statSync } from 'node:fs';
import type { AnswerOf } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines, password, secretOf, startTestServer, type TestServer } from '../src/test-server.ts';

describe.each(engines)('the operator on %s', (engine) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answered = await server.operator(method, path, body);
    expect(answered.status, answered.text).toBeLessThan(300);
    return answered.json<Answer>();
  }

  it('is whoever may open the socket, and nobody else', () => {
    expect(statSync(server.config.operatorSocketPath).mode & 0o777).toBe(0o600);
  });

  it('makes a new set-up link, which replaces the one before, until there is an account', async () => {
    const first = server.setUpSecret;
    const made = await ask<{ url: string }>('POST', '/operator/setup-link');
    const link = secretOf(made.url);
    const input = { userName: 'anna', displayName: 'Anna', password };
    expect((await server.browser().send('POST', '/v1/setup', { ...input, link: first })).status).toBe(410);
    await server.browser().ask('POST', '/v1/setup', { ...input, link });
    expect((await server.operator('POST', '/operator/setup-link')).json()).toMatchObject({
      code: 'conflict',
      reason: 'setup_done',
    });
    expect(await ask('GET', '/operator/status')).toMatchObject({
      engine,
      accounts: 1,
      serviceAccounts: 0,
      setupNeeded: false,
    });
  });

  it('creates accounts, whose owners set their password by a link', async () => {
    const input = { userName: 'bertil', displayName: 'Bertil', role: 'auditor' };
    const created = await ask<AnswerOf<'POST /operator/accounts'>>('POST', '/operator/accounts', input);
    expect(created.account).toMatchObject({ displayName: 'Bertil', role: 'auditor', sessions: 0, disabledAt: null });
    const link = secretOf(created.link.url);
    await server.browser().ask('POST', '/v1/password-resets', { link, newPassword: password });
    const me = await server.browser().signIn('bertil', password);
    expect(me).toMatchObject({ role: 'auditor' });
    expect(me.permissions).toContain('platform.sessions.view');
    const taken = (await server.operator('POST', '/operator/accounts', input)).json();
    expect(taken).toMatchObject({
      code: 'not_acceptable',
      reason: 'login_name_taken',
      errors: [{ pointer: '/userName' }],
    });
    const { rows } = await ask<AnswerOf<'GET /operator/accounts'>>('GET', '/operator/accounts');
    expect(rows.map(({ displayName, sessions }) => [displayName, sessions])).toEqual([
      ['Bertil', 1],
      ['Anna', 1],
    ]);
  });

  it('makes a link for a new password', async () => {
    const { url } = await ask<{ url: string }>('POST', '/operator/accounts/bertil/reset-link');
    expect(await server.browser().ask('POST', '/v1/links/inspect', { link: secretOf(url) })).toMatchObject({
      purpose: 'password_reset',
      accountName: 'Bertil',
    });
    expect((await server.operator('POST', '/operator/accounts/nobody/reset-link')).json()).toMatchObject({
      code: 'not_found',
    });
  });

  it('lists sessions of everybody or of one, page by page, and ends one', async () => {
    const browser = server.browser();
    const { session } = await browser.signIn('bertil', password);
    type Page = AnswerOf<'GET /operator/sessions'>;
    const newest = await ask<Page>('GET', '/operator/sessions?limit=1');
    expect(newest.rows).toMatchObject([{ accountName: 'Bertil', session: { id: session.id, isCurrent: false } }]);
    expect((await ask<Page>('GET', `/operator/sessions?after=${newest.next}`)).rows).toHaveLength(2);
    expect((await ask<Page>('GET', '/operator/accounts/anna/sessions')).rows).toHaveLength(1);
    const outcome = await ask('POST', `/operator/sessions/${session.id}/revocation`);
    expect(outcome).toMatchObject({ outcome: 'ended', count: 1, hold: null, receipt: { confirmed: 1 } });
    expect(await browser.ask('GET', '/v1/ending')).toMatchObject({
      ending: { reason: 'revoked_by_operator', byDevice: null },
    });
  });

  it('disables an account, which ends everything it holds, and enables it again', async () => {
    const browser = server.browser();
    await browser.signIn('bertil', password);
    expect(await ask('POST', '/operator/accounts/bertil/disabling')).toMatchObject({ outcome: 'ended' });
    expect((await browser.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
    expect((await browser.send('POST', '/v1/sign-in', { login: 'bertil', password })).status).toBe(401);
    await ask('POST', '/operator/accounts/bertil/enabling');
    await browser.signIn('bertil', password);
  });

  it('tightens the policy, which binds at once', async () => {
    const browser = server.browser();
    await browser.signIn('bertil', password);
    server.clock.pass(10 * 60_000);
    const before = await ask<AnswerOf<'GET /operator/policy'>>('GET', '/operator/policy');
    expect(await ask('PATCH', '/operator/policy', { absoluteLimitMinutes: 5 })).toEqual({
      ...before,
      absoluteLimitMinutes: 5,
    });
    expect((await browser.send('GET', '/v1/verify')).json()).toMatchObject({
      code: 'session_ended',
      reason: 'expired',
    });
    await ask('PATCH', '/operator/policy', { absoluteLimitMinutes: before.absoluteLimitMinutes });
    expect((await browser.send('GET', '/v1/verify')).status).toBe(204);
    const wrong = (await server.operator('PATCH', '/operator/policy', { historyDays: -1 })).json();
    expect(wrong).toMatchObject({
      code: 'not_acceptable',
      reason: 'policy_invalid',
      errors: [{ pointer: '/historyDays' }],
    });
  });
});
