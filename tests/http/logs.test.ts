import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, endingRows, operatorRows, pathOf } from '../src/route-table.ts';
import { engines, password, secretOf, startTestServer, type TestServer } from '../src/test-server.ts';

describe.each(engines)('the log of the server on %s', (engine) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  it('never holds a token, a password, a secret of a link or what somebody typed', async () => {
    const typed = 'hunter2-typed-by-mistake';
    const secrets = [password, typed, server.setUpSecret ?? ''];
    const { browser } = await server.setUp();
    secrets.push(...browser.cookies.values());
    const { url } = (await server.operator('POST', '/operator/accounts/anna/reset-link')).json<{ url: string }>();
    secrets.push(secretOf(url));
    for (const row of [...endingRows, ...operatorRows]) {
      const path = pathOf(row, { login: typed, email: typed });
      const to = row.route.permission === 'operator' ? server.operator : browser.send.bind(browser);
      await to(row.method, path, bodyOf(row));
      await to(row.method, `${path}${path.includes('?') ? '&' : '?'}token=${typed}`, {
        ...bodyOf(row),
        password: typed,
      });
      secrets.push(...browser.cookies.values());
      if (browser.cookies.size < 2) await browser.signIn('anna', password);
    }
    await browser.send('POST', '/v1/sign-in', { login: typed, password: typed });
    await browser.send('GET', `/v1/${typed}`);
    await browser.send('GET', `/%${typed}`);
    const logged = server.logs.join('');
    expect(server.logs.length).toBeGreaterThan(50);
    for (const secret of new Set(secrets)) expect(logged).not.toContain(secret);
    expect(logged).not.toMatch(/rc[slb]_[0-9A-Za-z]{36}/);
  });

  it('is one JSON object a line, with the request’s id, route and status', () => {
    const lines = server.logs.map((line) => JSON.parse(line) as Record<string, unknown>);
    const answered = lines.filter(({ msg }) => msg === 'answered');
    expect(answered.find(({ route }) => route === '/operator/accounts/:login/reset-link')).toMatchObject({
      method: 'POST',
      status: 200,
      milliseconds: expect.any(Number),
      reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('says who was refused what they lack the permission or the rights for', async () => {
    const { login, accountId } = await server.newPerson('curious');
    const mallory = server.browser();
    const { organization, session } = await mallory.signIn(login, password);
    const by = { accountId, organizationId: organization.id, credentialId: session.id };
    const refusals = () =>
      server.logs
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ msg, accountId }) => msg === 'Access was refused.' && accountId === by.accountId);
    expect((await mallory.send('GET', '/v1/organization/log')).status).toBe(403);
    const route = '/v1/organization/log';
    expect(refusals()).toMatchObject([{ level: 40, method: 'GET', route, reason: 'platform.log.view', ...by }]);
    await server.operator('POST', `/operator/members/${login}/role`, { role: 'administrator' });
    const { rows } = (await mallory.send('GET', '/v1/organization/users?role=owner')).json<{
      rows: { id: string }[];
    }>();
    await mallory.send('POST', `/v1/organization/users/${rows[0]?.id}/role`, { role: 'member' });
    const assigning = '/v1/organization/users/:id/role';
    expect(refusals()[1]).toMatchObject({ method: 'POST', route: assigning, reason: 'beyond_own_rights', ...by });
  });

  it('says whose proofs are not looked at any more, after too many', async () => {
    const { login, accountId } = await server.newPerson('guesser');
    const browser = server.browser();
    await browser.signIn(login, password);
    const guess = async () =>
      (await browser.send('POST', '/v1/me/re-authentication', { password: 'a wrong one' })).status;
    for (let tries = 0; tries < 60 && (await guess()) !== 429; tries += 1);
    const throttled = server.logs
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'A try was not looked at, after too many.');
    expect(throttled.at(-1)).toMatchObject({ level: 40, route: '/v1/me/re-authentication', accountId });
  });
});
