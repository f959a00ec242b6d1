import type { Inventory, Me, Outcome, Session, SignedIn } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserCookie, sessionCookie } from '../src/browser.ts';
import { send } from '../src/http.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { twoBrowsers } from '../src/two-browsers.ts';

describe.each(engines)('sessions and devices on %s', (engine) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer(engine);
    await server.setUp();
  });
  afterAll(() => server.stop());

  it('signing in lists both browsers, each with its own device', async () => {
    const { mine } = await twoBrowsers(server);
    const { devices } = await mine.ask<Inventory>('GET', '/v1/me/devices');
    expect(devices).toHaveLength(2);
    expect(devices.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect(devices.flatMap(({ sessions }) => sessions)).toHaveLength(2);
    expect(devices.find(({ isCurrent }) => !isCurrent)?.isNew).toBe(true);
    expect(devices.find(({ isCurrent }) => isCurrent)).toMatchObject({
      isNew: false,
      client: { browserName: 'Chrome' },
    });
  });

  it('nothing is new after a look, until somebody signs in', async () => {
    const { login, mine } = await twoBrowsers(server);
    await mine.ask('POST', '/v1/me/look');
    const looked = await mine.ask<Inventory>('GET', '/v1/me/devices');
    expect(looked.devices.filter(({ isNew }) => isNew)).toHaveLength(0);
    server.clock.pass(1_000);
    await server.browser().signIn(login, password);
    const then = await mine.ask<Inventory>('GET', '/v1/me/devices');
    expect(then.devices.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('a browser that comes back is the same device', async () => {
    const { login, mine } = await twoBrowsers(server);
    const { session } = await mine.ask<Me>('GET', '/v1/me');
    await mine.ask('POST', '/v1/sign-out');
    expect(mine.cookies.has(sessionCookie)).toBe(false);
    expect(mine.cookies.has(browserCookie)).toBe(true);
    const again = await mine.signIn(login, password);
    expect(again.session.deviceId).toBe(session.deviceId);
    expect(again.session.id).not.toBe(session.id);
  });

  it('signing out takes the cookie back where one came, and touches nothing in a browser that came with a bearer', async () => {
    const { mine, other } = await twoBrowsers(server);
    const byCookie = await mine.send('POST', '/v1/sign-out');
    expect(byCookie.headers['clear-site-data']).toBe('"cache"');
    expect(byCookie.headers['set-cookie']).toEqual([expect.stringContaining('Max-Age=0')]);
    const byBearer = await send(server.origin, {
      method: 'POST',
      path: '/v1/sign-out',
      headers: { authorization: `Bearer ${other.token}` },
    });
    expect(byBearer.status).toBe(200);
    expect(byBearer.headers['clear-site-data']).toBeUndefined();
    expect(byBearer.headers['set-cookie']).toBeUndefined();
    expect((await other.send('GET', '/v1/verify')).status).toBe(401);
  });

  it('ending a session takes it out before the answer', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    expect((await other.send('GET', '/v1/verify')).status).toBe(204);
    const outcome = await mine.ask<Outcome>('POST', `/v1/me/sessions/${otherId}/revocation`);
    expect(outcome).toMatchObject({ outcome: 'ended', count: 1, hold: null, receipt: { confirmed: 1, waitedOut: [] } });
    const refused = await other.send('GET', '/v1/verify');
    expect(refused.status).toBe(401);
    expect(refused.json()).toMatchObject({ code: 'session_ended' });
  });

  it('the one who was signed out reads which device did it', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    const { session } = await mine.ask<Me>('GET', '/v1/me');
    await mine.ask('PATCH', `/v1/me/devices/${session.deviceId}`, { name: 'Kitchen' });
    await mine.ask('POST', `/v1/me/sessions/${otherId}/revocation`);
    expect(await other.ask('GET', '/v1/ending')).toMatchObject({
      state: 'ended',
      ending: { reason: 'revoked_by_owner', byDevice: { id: session.deviceId, name: 'Kitchen' } },
    });
  });

  it('signing out everywhere else leaves the one that asks', async () => {
    const { mine, other } = await twoBrowsers(server);
    expect(await mine.ask('POST', '/v1/me/sessions/revocation')).toMatchObject({ outcome: 'ended', count: 1 });
    expect((await mine.send('GET', '/v1/verify')).status).toBe(204);
    expect((await other.send('GET', '/v1/verify')).status).toBe(401);
  });

  it.each(['removed', 'lost'] as const)('a device that is %s takes what it holds with it', async (as) => {
    const { mine, other } = await twoBrowsers(server);
    const { devices } = await mine.ask<Inventory>('GET', '/v1/me/devices');
    const id = devices.find(({ isCurrent }) => !isCurrent)?.id;
    expect(await mine.ask('POST', `/v1/me/devices/${id}/removal`, { as })).toMatchObject({
      outcome: 'ended',
      count: 1,
    });
    expect((await mine.ask<Inventory>('GET', '/v1/me/devices')).devices).toHaveLength(1);
    expect(await other.ask('GET', '/v1/ending')).toMatchObject({ ending: { reason: `device_${as}` } });
  });

  it('a device is renamed, and its name is taken back', async () => {
    const { mine } = await twoBrowsers(server);
    const { session } = await mine.ask<Me>('GET', '/v1/me');
    const nameOf = async () =>
      (await mine.ask<Inventory>('GET', '/v1/me/devices')).devices.find(({ isCurrent }) => isCurrent)?.name;
    await mine.ask('PATCH', `/v1/me/devices/${session.deviceId}`, { name: 'Köket 🏠' });
    expect(await nameOf()).toBe('Köket 🏠');
    await mine.ask('PATCH', `/v1/me/devices/${session.deviceId}`, { name: null });
    expect(await nameOf()).toBeNull();
    const deceiving = await mine.send('PATCH', `/v1/me/devices/${session.deviceId}`, { name: 'a\u202Eb' });
    expect(deceiving.json()).toMatchObject({
      code: 'not_acceptable',
      reason: 'name_invalid',
      errors: [{ pointer: '/name' }],
    });
  });

  it('ended sessions are pages of history with their reason', async () => {
    const { login, mine } = await twoBrowsers(server);
    for (let count = 0; count < 3; count++) {
      const passing = server.browser();
      await passing.signIn(login, password);
      await passing.ask('POST', '/v1/sign-out');
    }
    type Page = { rows: Session[]; next: string | null };
    const first = await mine.ask<Page>('GET', '/v1/me/sessions?state=ended&limit=2');
    expect(first.rows.map(({ ending }) => ending?.reason)).toEqual(['signed_out', 'signed_out']);
    const second = await mine.ask<Page>('GET', `/v1/me/sessions?state=ended&limit=2&after=${first.next}`);
    expect(second.rows).toHaveLength(1);
    expect(second.next).toBeNull();
    const live = await mine.ask<Page>('GET', '/v1/me/sessions?limit=1');
    expect(live.rows).toHaveLength(1);
    const rest = await mine.ask<Page>('GET', `/v1/me/sessions?state=live&after=${live.next}`);
    expect(rest.rows).toHaveLength(1);
    expect(rest.next).toBeNull();
  });

  it('keep me signed in makes the cookie last as long as the session', async () => {
    const { login } = await twoBrowsers(server);
    const browser = server.browser();
    const answered = await browser.send('POST', '/v1/sign-in', { login, password, keepSignedIn: true });
    expect(answered.headers['set-cookie']?.join('\n')).toMatch(/_session=[^;]+; Max-Age=25\d{5};/);
    expect(answered.json<SignedIn>().me?.session.keepSignedIn).toBe(true);
    const proved = await browser.send('POST', '/v1/me/re-authentication', { password });
    expect(proved.headers['set-cookie']?.join('\n')).toMatch(/_session=[^;]+; Max-Age=25\d{5};/);
  });

  it('a new token goes back the way the old one came', async () => {
    const { other } = await twoBrowsers(server);
    const byBearer = (path: string, token: string) =>
      send(server.origin, { method: 'POST', path, body: { password }, headers: { authorization: `Bearer ${token}` } });
    const proved = await byBearer('/v1/me/re-authentication', other.token);
    expect(proved.headers['set-cookie']).toBeUndefined();
    expect(proved.headers['access-control-expose-headers']).toBe('rollcall-token');
    const fresh = String(proved.headers['rollcall-token']);
    expect(fresh).not.toBe(other.token);
    expect((await byBearer('/v1/me/re-authentication', other.token)).status).toBe(401);
    expect((await byBearer('/v1/me/re-authentication', fresh)).status).toBe(200);
    const byCookie = await server.browser().send('POST', '/v1/sign-in', { login: 'anna', password });
    expect(byCookie.headers['rollcall-token']).toBeUndefined();
  });

  it('everything survives a restart', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    await mine.ask('POST', `/v1/me/sessions/${otherId}/revocation`);
    await server.restart();
    expect((await mine.send('GET', '/v1/verify')).status).toBe(204);
    expect((await other.send('GET', '/v1/verify')).status).toBe(401);
  });
});
