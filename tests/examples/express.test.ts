import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Example, startExample } from '../src/example.ts';
import { type Answered, send } from '../src/http.ts';
import { startTestServer, type TestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';

const maja = { login: 'maja', password: 'a bell under the ice' };

describe('The Express example', () => {
  let rollcall: TestServer;
  let service: TestService;
  let noticeboard: Example;

  beforeAll(async () => {
    rollcall = await startTestServer('sqlite');
    service = await TestService.make(rollcall, 'Noticeboard');
    noticeboard = await startExample('express', {
      ROLLCALL_URL: rollcall.origin,
      ROLLCALL_SERVICE_TOKEN: service.token,
    });
  });
  afterAll(async () => {
    await noticeboard.stop();
    await rollcall.stop();
  });

  it('lets nobody in whom it does not know', async () => {
    const refused = await post('/sign-in', { ...maja, password: 'a bell above the ice' });
    expect(refused.status).toBe(401);
    expect(refused.headers['set-cookie']).toBeUndefined();
  });

  it('keeps the session of whoever it signs in with Rollcall', async () => {
    const cookie = await signIn();
    expect((await get('/', cookie)).text).toContain('Hello, Maja Hällsjö.');
    expect(await liveSessions()).toHaveLength(1);
  });

  it('knows the same browser again', async () => {
    const before = await liveSessions();
    await signIn(await signIn());
    const devices = new Set((await liveSessions()).map(({ deviceId }) => deviceId));
    expect(devices.size).toBe(before.length + 1);
  });

  it('asks for the name again in the request after the session was ended elsewhere', async () => {
    const cookie = await signIn();
    const [newest] = await liveSessions();
    await service.ask('POST', `/v1/service/sessions/${newest?.id}/revocation`);
    const page = await get('/', cookie);
    expect(page.text).toContain('Sign in');
    expect(page.text).not.toContain('Hello');
  });

  it('ends the session in Rollcall when its person signs out', async () => {
    const cookie = await signIn();
    const before = (await liveSessions()).length;
    await post('/sign-out', {}, cookie);
    expect(await liveSessions()).toHaveLength(before - 1);
    expect((await get('/', cookie)).text).toContain('Sign in');
  });

  it('hands its people over to the page with their devices', async () => {
    const answered = await post('/devices', {}, await signIn());
    expect(answered.status).toBe(303);
    expect(answered.headers.location).toMatch(new RegExp(`^${rollcall.config.publicOrigin}/[a-z-]+#rcl_`));
  });

  it('pins nothing for a form of another site', async () => {
    const cookie = await signIn();
    const refused = await post('/notices', { text: 'Buy cheap anchors' }, cookie, 'cross-site');
    expect(refused.status).toBe(403);
    expect((await get('/', cookie)).text).not.toContain('anchors');
  });

  function get(path: string, cookie: string): Promise<Answered> {
    return send(noticeboard.origin, { method: 'GET', path, headers: { cookie } });
  }

  function post(path: string, form: Record<string, string>, cookie = '', site = 'same-origin'): Promise<Answered> {
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': site };
    return send(noticeboard.origin, { method: 'POST', path, headers, body: new URLSearchParams(form).toString() });
  }

  /** Signs Maja in; returns the browser's cookies. */
  async function signIn(cookie = ''): Promise<string> {
    const answered = await post('/sign-in', maja, cookie);
    return (answered.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
  }

  async function liveSessions(): Promise<{ readonly id: string; readonly deviceId: string | null }[]> {
    const page = await service.ask<{ rows: { id: string; deviceId: string | null }[] }>(
      'GET',
      '/v1/service/accounts/user-1/sessions',
    );
    return page.rows;
  }
});
