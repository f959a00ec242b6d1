import type { AnswerOf, Invitation } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionCookie, type TestBrowser } from '../src/browser.ts';
import { park } from '../src/http.ts';
import { bodyOf, ownRows, pathOf } from '../src/route-table.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';
import { withoutRequestId } from './attacks/scene.ts';

/** Headers come first and are judged; the body comes when the thief likes. */
describe.each(engines)('a request that holds back its body on %s', (engine) => {
  let server: TestServer;
  let owner: TestBrowser;

  beforeAll(async () => {
    server = await startTestServer(engine);
    owner = (await server.setUp('anna')).browser;
  });
  afterAll(() => server.stop());

  const signedIn = async (login: string) => {
    const browser = server.browser();
    await browser.signIn(login, password);
    return browser;
  };
  /** The server has judged the headers once it has answered something that came after them. */
  const parked = async (browser: TestBrowser, method: string, path: string, body: unknown = {}) => {
    const headers = { cookie: `${sessionCookie}=${browser.token}`, 'sec-fetch-site': 'same-origin' };
    const goOn = await park(server.origin, { method, path, headers, body });
    await browser.ask('GET', '/v1/me');
    return goOn;
  };
  const endOthers = (browser: TestBrowser) => browser.ask('POST', '/v1/me/sessions/revocation');

  it('makes no invitation after its session was ended, and answers like any request of it', async () => {
    const thief = await signedIn('anna');
    const wish = { email: 'mallory@example.org', role: 'owner' };
    const goOn = await parked(thief, 'POST', '/v1/organization/invitations', wish);
    await endOthers(owner);
    const answered = await goOn();
    const later = await thief.send('POST', '/v1/organization/invitations', wish);
    expect(answered.json()).toMatchObject({ status: 401, code: 'session_ended' });
    expect(withoutRequestId(answered)).toBe(withoutRequestId(later));
    const { rows } = await owner.ask<{ rows: Invitation[] }>('GET', '/v1/organization/invitations');
    expect(rows).toEqual([]);
  });

  it('changes no policy after the role was lost', async () => {
    const { accountId } = await server.newPerson('bertil', 'administrator');
    const bertil = await signedIn('bertil');
    const policy = () => owner.ask<AnswerOf<'GET /v1/organization/policy'>>('GET', '/v1/organization/policy');
    const before = await policy();
    const wish = { version: before.version, change: { historyDays: 30 } };
    const goOn = await parked(bertil, 'PATCH', '/v1/organization/policy', wish);
    await owner.ask('POST', `/v1/organization/users/${accountId}/role`, { role: 'member' });
    expect((await goOn()).json()).toMatchObject({ status: 403, code: 'forbidden', reason: 'pf.policies.change' });
    expect(await policy()).toEqual(before);
  });

  it('tells a service nothing after its credential was revoked', async () => {
    const acme = await TestService.make(server, 'Acme');
    const goOn = await park(server.origin, {
      method: 'POST',
      path: '/v1/verify',
      headers: { authorization: `Bearer ${acme.token}` },
      body: { token: owner.token },
    });
    await acme.verify(owner.token);
    await server.operator('POST', `/operator/service-credentials/${acme.credentialId}/revocation`);
    expect((await goOn()).json()).toMatchObject({ status: 401, code: 'service_credential_refused' });
  });

  it('does nothing on any route after its session was ended', async () => {
    await server.newPerson('cecilia', 'owner');
    const [cecilia, thief] = [await signedIn('cecilia'), await signedIn('cecilia')];
    const rows = ownRows.filter(({ method }) => method !== 'GET');
    const waiting = await Promise.all(
      rows.map(async (row) => [row.key, await parked(thief, row.method, pathOf(row), bodyOf(row))] as const),
    );
    await endOthers(cecilia);
    for (const [key, goOn] of waiting) expect((await goOn()).json(), key).toMatchObject({ code: 'session_ended' });
  });
});
