import type { ActedFor, EndingAnswer, Grant, Grants, Inventory, LogLine, Me, Outcome } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { type Person, prove, refused, startWithPeople, type WithPeople } from '../src/people.ts';
import { unknownId } from '../src/route-table.ts';
import { engines, password, type TestServer } from '../src/test-server.ts';
import { trustDevice } from '../src/trust-device.ts';

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe.each(engines)('acting for somebody on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let person: WithPeople['person'];

  beforeAll(async () => {
    ({ server, anna, person } = await startWithPeople(engine));
  });
  afterAll(() => server.stop());

  /** One who may act for the other, with a fresh proof. */
  async function pair(): Promise<{ readonly on: Person; readonly holder: Person; readonly path: string }> {
    const [on, holder] = [await person('member'), await person('member')];
    await prove(anna);
    await anna.ask<Grant>('POST', `/v1/organization/users/${on.id}/grants`, { holderId: holder.id });
    await prove(holder.browser);
    return { on, holder, path: `/v1/me/acting-for/${on.id}` };
  }
  const signedInToo = async ({ login }: Person, userAgent?: string) => {
    const browser = server.browser(userAgent);
    await browser.signIn(login, password);
    return browser;
  };
  const isIn = async (browser: TestBrowser) => (await browser.send('GET', '/v1/me')).status === 200;
  const sessionOf = async (browser: TestBrowser) => (await browser.ask<Me>('GET', '/v1/me')).session;

  it('shows devices with what they hold, none of them one’s own or new, and no addresses', async () => {
    const { on, holder, path } = await pair();
    await signedInToo(on, iphone);
    const acted = await holder.browser.ask<ActedFor>('GET', path);
    expect(acted).toMatchObject({ user: { id: on.id }, organizationName: 'Home', expiresAt: null });
    expect(acted.devices.map(({ client }) => client.type).toSorted()).toEqual(['computer', 'phone']);
    for (const { isCurrent, isNew, sessions } of acted.devices) {
      expect([isCurrent, isNew]).toEqual([false, false]);
      expect(sessions).toMatchObject([{ isCurrent: false, lastAddress: null, firstPlace: { kind: 'none' } }]);
    }
    expect(Object.keys(acted.user).toSorted()).toEqual(['displayName', 'id']);
  });

  it('is told of in one’s own account as long as there is anybody', async () => {
    const { holder, on } = await pair();
    const acts = async ({ browser }: Person) => (await browser.ask<Me>('GET', '/v1/me')).actsForOthers;
    expect([await acts(holder), await acts(on)]).toEqual([true, false]);
    const { held } = await holder.browser.ask<Grants>('GET', '/v1/me/grants');
    expect(held.map(({ organizationId }) => organizationId)).toEqual([(await sessionOf(on.browser)).organization.id]);
    await holder.browser.ask('POST', `/v1/me/grants/${held[0]?.id}/ending`);
    expect(await acts(holder)).toBe(false);
  });

  it('ends one session, a device and everything at once, and leaves the holder alone', async () => {
    const { on, holder, path } = await pair();
    const phone = await signedInToo(on, iphone);
    const { id } = await sessionOf(on.browser);
    const ended = await holder.browser.ask<Outcome>('POST', `${path}/sessions/${id}/ending`);
    expect(ended).toMatchObject({ outcome: 'ended', count: 1, hold: null, receipt: { waitedOut: [] } });
    expect([await isIn(on.browser), await isIn(phone)]).toEqual([false, true]);

    const { deviceId } = await sessionOf(phone);
    expect(await holder.browser.ask('POST', `${path}/devices/${deviceId}/ending`)).toMatchObject({ count: 1 });
    expect(await isIn(phone)).toBe(false);

    const again = [await signedInToo(on), await signedInToo(on, iphone)];
    expect(await holder.browser.ask('POST', `${path}/ending`)).toMatchObject({ count: 2 });
    for (const browser of again) expect(await isIn(browser)).toBe(false);
    expect(await isIn(holder.browser)).toBe(true);
    expect((await holder.browser.ask<ActedFor>('GET', path)).devices).toEqual([]);
  });

  it('is read by whoever was signed out, where they are and in their own history', async () => {
    const { on, holder, path } = await pair();
    await holder.browser.ask('POST', `${path}/ending`);
    const { ending } = await on.browser.ask<EndingAnswer>('GET', '/v1/ending');
    const { displayName } = (await holder.browser.ask<Me>('GET', '/v1/me')).account;
    expect(ending).toMatchObject({ reason: 'revoked_on_behalf', byAccountName: displayName, byDevice: null });
    const back = await signedInToo(on);
    const { rows } = await back.ask<{ rows: LogLine[] }>('GET', '/v1/me/log');
    expect(rows.find(({ event }) => event === 'session.ended_on_behalf')).toMatchObject({
      actor: { name: displayName, device: null },
      address: null,
      details: { count: 1 },
    });
  });

  it('shows trust, and ends it with its device', async () => {
    const { on, holder, path } = await pair();
    const trusted = await signedInToo(on);
    await trustDevice(server, trusted, on.login);
    await trusted.ask('POST', '/v1/sign-out');
    await prove(holder.browser);
    const { devices } = await holder.browser.ask<ActedFor>('GET', path);
    const [device] = devices.filter(({ trust }) => trust !== null);
    expect(device).toMatchObject({ sessions: [] });
    await holder.browser.ask('POST', `${path}/devices/${device?.id}/ending`);
    const left = (await holder.browser.ask<ActedFor>('GET', path)).devices;
    expect(left.some(({ trust }) => trust !== null)).toBe(false);
  });

  it('needs a proof of the holder’s own that is fresh, before anything is looked at', async () => {
    const { on, holder, path } = await pair();
    const { id } = await sessionOf(on.browser);
    server.clock.pass(11 * 60_000);
    for (const what of ['', `/sessions/${id}`, `/sessions/${unknownId}`, `/devices/${unknownId}`]) {
      expect(await refused(holder.browser, 'POST', `${path}${what}/ending`)).toBe('reauthentication_required');
    }
    expect(await isIn(on.browser)).toBe(true);
  });

  it('opens nothing without a grant, and nobody else’s with one: all are answered alike', async () => {
    const { on, holder, path } = await pair();
    const third = await person('member');
    await prove(holder.browser);
    await prove(third.browser);
    const theirs = await sessionOf(third.browser);
    const own = await sessionOf(holder.browser);
    const told = async (browser: TestBrowser, at: string) =>
      (await browser.send('POST', at)).text.replace(/"requestId":"[^"]*"/, '');
    const unknown = await told(holder.browser, `${path}/sessions/${unknownId}/ending`);
    const tries: [TestBrowser, string][] = [
      [holder.browser, `${path}/sessions/${theirs.id}/ending`],
      [holder.browser, `${path}/sessions/${own.id}/ending`],
      [holder.browser, `${path}/devices/${theirs.deviceId}/ending`],
      [holder.browser, `${path}/devices/${own.deviceId}/ending`],
      [holder.browser, `/v1/me/acting-for/${third.id}/ending`],
      [holder.browser, `/v1/me/acting-for/${third.id}/sessions/${theirs.id}/ending`],
      [holder.browser, `/v1/me/acting-for/${unknownId}/ending`],
      [third.browser, `${path}/ending`],
      [on.browser, `/v1/me/acting-for/${holder.id}/ending`],
    ];
    await prove(on.browser);
    for (const [browser, at] of tries) expect(await told(browser, at), at).toBe(unknown);
    for (const browser of [on.browser, holder.browser, third.browser]) expect(await isIn(browser)).toBe(true);
  });

  it('makes nothing and opens nothing of theirs: their own routes stay their own', async () => {
    const { on, holder } = await pair();
    const { devices } = await on.browser.ask<Inventory>('GET', '/v1/me/devices');
    const { id } = await sessionOf(on.browser);
    for (const [method, at, body] of [
      ['PATCH', `/v1/me/devices/${devices[0]?.id}`, { name: 'Mine now' }],
      ['POST', `/v1/me/devices/${devices[0]?.id}/removal`, { as: 'removed' }],
      ['POST', `/v1/me/sessions/${id}/revocation`],
    ] as const) {
      expect(await refused(holder.browser, method, at, body)).toBe('not_found');
    }
    expect(await isIn(on.browser)).toBe(true);
  });
});
