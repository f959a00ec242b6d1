import type { AnswerOf, LogLine } from '@rollcall/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { trustDevice } from '../src/trust-device.ts';

type Standing = AnswerOf<'GET /v1/organization/policy'>;
type Preview = AnswerOf<'POST /v1/organization/policy/preview'>;
type Changed = AnswerOf<'PATCH /v1/organization/policy'>;

const path = '/v1/organization/policy';
const minute = 60_000;
const day = 24 * 60 * minute;

describe.each(engines)('the policy of an organization on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let standing: Standing;

  beforeAll(async () => {
    server = await startTestServer(engine);
    await server.setUp('anna');
    await server.newPerson('bertil', 'auditor');
    await server.newPerson('cecilia', 'helpdesk');
    await server.newPerson('david');
  });
  afterAll(() => server.stop());

  const signedIn = async (login: string) => {
    const browser = server.browser();
    await browser.signIn(login, password);
    return browser;
  };
  const change = (by: TestBrowser, body: object) => by.send('PATCH', path, { version: standing.version, ...body });

  beforeEach(async () => {
    await server.operator('POST', '/operator/revocation');
    const first = (await server.operator('GET', '/operator/policy')).json<Standing['policy']>();
    await server.operator('PATCH', '/operator/policy', {
      ...first,
      idleLimitMinutes: 720,
      absoluteLimitMinutes: 1440,
      sessionLimit: null,
      addressRanges: { session: [], service_credential: [] },
    });
    anna = await signedIn('anna');
    standing = await anna.ask<Standing>('GET', path);
  });

  it('is told with its bounds, its templates and where one is', () => {
    expect(standing).toMatchObject({
      policy: { idleLimitMinutes: 720, secondFactor: 'off', trustDays: 30 },
      bounds: { trustDays: { least: 0, most: 90 } },
      myAddress: '127.0.0.1',
    });
    const limits = standing.templates.map(({ name, settings }) => [
      name,
      settings.idleLimitMinutes,
      settings.absoluteLimitMinutes,
      settings.keepSignedIn,
      settings.secondFactor,
    ]);
    expect(limits).toEqual([
      ['at_home', 720, 1440, 'allowed', 'off'],
      ['aal2', 60, 1440, 'refused', 'always'],
      ['aal3', 15, 720, 'refused', 'always'],
    ]);
  });

  it('is previewed: whose sign-ins would end is counted and named, and nothing is changed', async () => {
    const david = await signedIn('david');
    await signedIn('david');
    server.clock.pass(20 * minute);
    await anna.ask('GET', '/v1/me');
    const preview = await anna.ask<Preview>('POST', `${path}/preview`, { change: { absoluteLimitMinutes: 15 } });
    expect(preview).toMatchObject({
      version: standing.version,
      policy: { absoluteLimitMinutes: 15 },
      touched: [{ effect: 'expired', count: 3, members: 2, isMore: false }],
      endsThisSession: true,
      shutsMeOut: false,
    });
    expect([...(preview.touched[0]?.examples ?? [])].sort()).toEqual(['Anna Lind', 'Person david']);
    expect((await david.send('GET', '/v1/verify')).status).toBe(204);
    expect(await anna.ask<Standing>('GET', path)).toMatchObject({ version: standing.version });
  });

  it('is previewed: who is not used for so long, is outside, or has too many', async () => {
    await signedIn('david');
    await signedIn('david');
    server.clock.pass(20 * minute);
    await signedIn('anna');
    const ask = (asked: object) => anna.ask<Preview>('POST', `${path}/preview`, { change: asked });
    expect((await ask({ idleLimitMinutes: 10 })).touched).toMatchObject([{ effect: 'idle', count: 3, members: 2 }]);
    expect((await ask({ sessionLimit: 1 })).touched).toMatchObject([{ effect: 'over_limit', count: 2, members: 2 }]);
    expect((await ask({ sessionLimit: 2 })).touched).toEqual([]);
    const elsewhere = { addressRanges: { session: ['192.0.2.0/24'] } };
    expect(await ask(elsewhere)).toMatchObject({
      touched: [{ effect: 'outside_addresses', count: 4, members: 2 }],
      shutsMeOut: true,
    });
    expect(await ask({ addressRanges: { session: ['127.0.0.0/8'] } })).toMatchObject({
      touched: [],
      shutsMeOut: false,
    });
  });

  it('is previewed: whose device is asked for the code again, and who has no second step yet', async () => {
    const ask = async (asked: object) =>
      (await anna.ask<Preview>('POST', `${path}/preview`, { change: asked })).touched;
    const { login } = await server.newPerson('erik');
    const erik = await signedIn(login);
    const [needed] = await ask({ secondFactor: 'at_sign_in' });
    expect(needed).toMatchObject({ effect: 'factor_needed', count: needed?.members, isMore: false });
    expect(needed?.examples).toContain('Person erik');
    await trustDevice(server, erik, login);
    const ended = { effect: 'trust_ended', count: 1, members: 1, isMore: false, examples: ['Person erik'] };
    expect(await ask({ trustDays: 30 })).toEqual([]);
    expect(await ask({ trustDays: 0 })).toEqual([ended]);
    const [first, left] = await ask({ secondFactor: 'always' });
    expect(first).toEqual(ended);
    expect(left).toMatchObject({ effect: 'factor_needed', count: (needed?.count ?? 0) - 1 });
    expect(left?.examples).not.toContain('Person erik');
    server.clock.pass(2 * day);
    anna = await signedIn('anna');
    expect(await ask({ trustDays: 3 })).toEqual([]);
    expect(await ask({ trustDays: 2 })).toEqual([ended]);
  });

  it('is previewed: trying ranges tells where nobody is but to those who may know, and stands in their history', async () => {
    const david = await signedIn('david');
    const looks = async () => {
      const { rows } = await david.ask<{ rows: LogLine[] }>('GET', '/v1/me/log');
      return rows.filter(({ event }) => event === 'member.places_viewed');
    };
    const before = await looks();
    const ask = (range: string) =>
      anna.ask<Preview>('POST', `${path}/preview`, { change: { addressRanges: { session: [range] } } });
    await ask('127.0.0.0/8');
    expect(await looks()).toEqual(before);
    await ask('192.0.2.0/24');
    await ask('198.51.100.0/24');
    const [look, ...others] = await looks();
    expect(look).toMatchObject({ actor: { name: 'Anna Lind' }, address: null });
    expect(others).toEqual(before);
  });

  it('binds before the change is answered, with a receipt, and stands in the log with what it was and is', async () => {
    const david = await signedIn('david');
    server.clock.pass(6 * minute);
    expect((await david.send('GET', '/v1/verify')).status).toBe(204);
    const changed = (await change(anna, { change: { absoluteLimitMinutes: 8 } })).json<Changed>();
    expect(changed).toMatchObject({ version: standing.version + 1, receipt: { confirmed: 1, waitedOut: [] } });
    server.clock.pass(2 * minute);
    expect((await david.send('GET', '/v1/verify')).json()).toMatchObject({ code: 'session_ended', reason: 'expired' });
  });

  it('is not written over unseen: of two who looked at the same version the second is told', async () => {
    const other = await signedIn('anna');
    expect((await change(other, { change: { historyDays: 80 } })).status).toBe(200);
    const refused = await change(anna, { change: { historyDays: 70 } });
    expect(refused.json()).toMatchObject({ status: 409, code: 'conflict', reason: 'policy_changed' });
    expect((await anna.ask<Standing>('GET', path)).policy.historyDays).toBe(80);
  });

  it('does not shut out whoever changes it, unless they say so', async () => {
    const elsewhere = { change: { addressRanges: { session: ['192.0.2.0/24'] } } };
    expect((await change(anna, elsewhere)).json()).toMatchObject({ code: 'conflict', reason: 'own_address_outside' });
    expect((await anna.send('GET', '/v1/me')).status).toBe(200);
    expect((await change(anna, { ...elsewhere, shutsMeOut: true })).status).toBe(200);
    for (const asked of ['/v1/me', '/v1/verify', '/v1/me/events']) {
      const refused = await anna.send('GET', asked);
      expect(refused.json(), asked).toMatchObject({ status: 403, code: 'address_refused', retry: false });
    }
    const signingIn = await server.browser().send('POST', '/v1/sign-in', { login: 'david', password });
    expect(signingIn.json()).toMatchObject({ status: 403, code: 'address_refused' });
  });

  it('needs a fresh proof to be changed', async () => {
    server.clock.pass(11 * minute);
    expect((await change(anna, { change: { historyDays: 30 } })).json()).toMatchObject({
      code: 'reauthentication_required',
    });
  });

  it('is seen by auditors, changed by administrators, and shown to nobody else', async () => {
    const [auditor, helpdesk, member] = await Promise.all(['bertil', 'cecilia', 'david'].map(signedIn));
    expect((await auditor?.send('GET', path))?.status).toBe(200);
    for (const by of [auditor, helpdesk, member]) {
      const body = { change: { historyDays: 30 } };
      const refused = [
        await by?.send('PATCH', path, { version: standing.version, ...body }),
        await by?.send('POST', `${path}/preview`, body),
      ];
      for (const answered of refused) {
        expect(answered?.json()).toMatchObject({ code: 'forbidden', reason: 'pf.policies.change' });
      }
    }
    expect((await member?.send('GET', path))?.json()).toMatchObject({ reason: 'platform.policies.view' });
  });

  it.each([
    ['idleLimitMinutes', { idleLimitMinutes: 0 }],
    ['sessionLimit', { sessionLimit: 0 }],
    ['trustDays', { trustDays: 91 }],
    ['addressRanges', { addressRanges: { session: ['192.0.2.0/33'] } }],
    ['addressRanges', { addressRanges: { service_credential: ['anywhere'] } }],
  ])('is refused out of bounds, in the preview too: %s', async (field, asked) => {
    for (const answered of [
      await change(anna, { change: asked }),
      await anna.send('POST', `${path}/preview`, { change: asked }),
    ]) {
      expect(answered.json()).toMatchObject({
        code: 'not_acceptable',
        reason: 'policy_invalid',
        errors: [{ pointer: `/${field}` }],
      });
    }
  });

  it.each([
    { organizationId: '00000000-0000-7000-8000-000000000000' },
    { addressRanges: { session: [], device_password: [] } },
    { secondFactor: 'sometimes' },
    { version: 1 },
  ])('takes nothing that is no setting: %j', async (asked) => {
    expect((await change(anna, { change: asked })).json()).toMatchObject({ code: 'invalid_request' });
  });
});

describe('addresses that the policy compares with', () => {
  const office = { addressRanges: { session: ['192.0.2.0/24'] } };

  it('are those of connections, whatever a header claims', async () => {
    const server = await startTestServer('sqlite');
    const { browser } = await server.setUp('anna');
    await server.operator('PATCH', '/operator/policy', office);
    const claims = { 'x-forwarded-for': '192.0.2.7', 'x-real-ip': '192.0.2.7', forwarded: 'for=192.0.2.7' };
    for (const path of ['/v1/verify', '/v1/me']) {
      expect((await browser.send('GET', path, undefined, claims)).json()).toMatchObject({ code: 'address_refused' });
    }
    const signIn = await server.browser().send('POST', '/v1/sign-in', { login: 'anna', password }, claims);
    expect(signIn.json()).toMatchObject({ code: 'address_refused' });
    await server.stop();
  });

  it('are those that a configured proxy vouches for, and nothing in front of them', async () => {
    const server = await startTestServer('sqlite', { ROLLCALL_TRUSTED_PROXIES: '127.0.0.1' });
    const { browser } = await server.setUp('anna');
    await server.operator('PATCH', '/operator/policy', office);
    const verify = async (forwarded: string) =>
      (await browser.send('GET', '/v1/verify', undefined, { 'x-forwarded-for': forwarded })).status;
    expect(await verify('192.0.2.7')).toBe(204);
    expect(await verify('::ffff:192.0.2.7')).toBe(204);
    expect(await verify('203.0.113.9, 192.0.2.7')).toBe(204);
    expect(await verify('203.0.113.9')).toBe(403);
    expect(await verify('192.0.2.7, 203.0.113.9')).toBe(403);
    await server.stop();
  });
});
