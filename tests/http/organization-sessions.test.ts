import type { AnswerOf, EndingAnswer, Me } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';

type Sessions = AnswerOf<'GET /v1/organization/sessions'>;
type Devices = AnswerOf<'GET /v1/organization/devices'>;
type Log = AnswerOf<'GET /v1/me/log'>;
type Terminated = AnswerOf<'POST /v1/organization/sessions/terminations'>;
type Progress = AnswerOf<'GET /v1/organization/termination'>;

const list = '/v1/organization/sessions';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe.each(engines)('sessions of an organization on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;

  beforeAll(async () => {
    server = await startTestServer(engine);
    anna = (await server.setUp('anna')).browser;
    await server.newPerson('bertil', 'helpdesk');
    await server.newPerson('cecilia', 'auditor');
    await server.newPerson('david');
  });
  afterAll(() => server.stop());

  const signedIn = async (login: string, userAgent?: string) => {
    const browser = server.browser(userAgent);
    await browser.signIn(login, password);
    return browser;
  };

  it('are everybody’s, newest first, with whose they are and whether one may end them', async () => {
    const bertil = await signedIn('bertil');
    await signedIn('david');
    const { rows, next, active } = await bertil.ask<Sessions>('GET', '/v1/organization/sessions');
    expect(rows.map(({ holder, isCurrent, mayEnd }) => [holder.displayName, holder.role, isCurrent, mayEnd])).toEqual([
      ['Person david', 'member', false, true],
      ['Person bertil', 'helpdesk', true, true],
      ['Anna Lind', 'owner', false, false],
    ]);
    expect([next, active]).toEqual([null, { count: 3, isMore: false }]);
  });

  it('show no addresses and places', async () => {
    const { rows } = await anna.ask<Sessions>('GET', '/v1/organization/sessions');
    expect(new Set(rows.map(({ lastAddress, lastPlace }) => `${lastAddress} ${lastPlace}`))).toEqual(
      new Set(['null null']),
    );
  });

  it('come page by page, and are counted on the first alone', async () => {
    const first = await anna.ask<Sessions>('GET', '/v1/organization/sessions?limit=1');
    const second = await anna.ask<Sessions>('GET', `/v1/organization/sessions?limit=200&after=${first.next}`);
    const { rows } = await anna.ask<Sessions>('GET', '/v1/organization/sessions');
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(second.active).toBeNull();
  });

  it('are refused to a member, who is told which permission is missing', async () => {
    const david = await signedIn('david');
    const answered = await david.send('GET', '/v1/organization/sessions');
    expect([answered.status, answered.json()]).toMatchObject([
      403,
      { code: 'forbidden', reason: 'platform.sessions.view' },
    ]);
  });

  it('are open to an auditor, who may end none of anybody else', async () => {
    const cecilia = await signedIn('cecilia');
    expect((await cecilia.ask<Sessions>('GET', '/v1/organization/sessions')).rows).not.toEqual([]);
  });

  const foundBy = async (query: string) =>
    (await anna.ask<Sessions>('GET', `${list}?${query}`)).rows.map(({ holder }) => holder.displayName);
  const idOf = async (browser: TestBrowser) =>
    (await browser.ask<{ session: { id: string } }>('GET', '/v1/me')).session.id;
  const eventsOf = async (browser: TestBrowser) => (await browser.ask<Log>('GET', '/v1/me/log')).rows;

  it('are searched by names and login names, where a percent sign is no pattern and SQL is a text', async () => {
    await server.newPerson('Östen.Ek');
    await signedIn('östen.ek');
    expect(await foundBy('search=%C3%96STEN')).toEqual(['Person Östen.Ek']);
    expect(await foundBy('search=stEn.e')).toEqual(['Person Östen.Ek']);
    for (const text of ['%', '_____', "' or 1=1 --", '\0', '\u202E', 'nobody'])
      expect(await foundBy(`search=${encodeURIComponent(text)}`)).toEqual([]);
  });

  it('are filtered by member, device type, state and time', async () => {
    const david = await signedIn('david', iphone);
    const { account } = await david.ask<{ account: { id: string } }>('GET', '/v1/me');
    expect(new Set(await foundBy(`member=${account.id}`))).toEqual(new Set(['Person david']));
    expect(await foundBy('type=phone')).toEqual(['Person david']);
    const before = server.clock.now();
    server.clock.pass(60_000);
    const late = await signedIn('cecilia');
    expect(await foundBy(`from=${before + 1}`)).toEqual(['Person cecilia']);
    expect(await foundBy(`from=${before + 1}&to=${before + 2}`)).toEqual([]);
    const id = await idOf(late);
    await late.ask('POST', '/v1/sign-out');
    const { rows } = await anna.ask<Sessions>('GET', `${list}?state=ended`);
    expect(rows.find((row) => row.id === id)).toMatchObject({ state: 'ended', ending: { reason: 'signed_out' } });
    expect(await foundBy('state=held')).toEqual([]);
  });

  it('tell addresses and places to whoever may see them, which each member can read', async () => {
    const helpdesk = await signedIn('bertil');
    for (const query of ['show=places', 'country=SE']) {
      expect((await helpdesk.send('GET', `${list}?${query}`)).json()).toMatchObject({
        code: 'forbidden',
        reason: 'places_not_permitted',
      });
    }
    const david = await signedIn('david');
    const looks = async () => (await eventsOf(david)).filter(({ event }) => event === 'member.places_viewed');
    await anna.ask('GET', `${list}?limit=1`);
    expect(await looks()).toEqual([]);
    const { rows } = await anna.ask<Sessions>('GET', `${list}?show=places`);
    expect(rows.every(({ lastAddress }) => lastAddress !== null)).toBe(true);
    await anna.ask('GET', `${list}?show=places`);
    expect(await looks()).toMatchObject([{ actor: { name: 'Anna Lind', device: null }, address: null }]);
    server.clock.pass(61 * 60_000);
    await anna.ask('GET', `${list}?show=places`);
    expect(await looks()).toHaveLength(2);
    expect(await foundBy('country=SE')).toEqual([]);
  });

  it('name the devices with what they hold there', async () => {
    await signedIn('david', iphone);
    const { rows } = await anna.ask<Devices>('GET', '/v1/organization/devices?search=david');
    expect(rows[0]).toMatchObject({ holder: { displayName: 'Person david' }, client: { type: 'phone' }, sessions: 1 });
  });

  it('are filtered as devices by type, state and trust, and counted on the first page', async () => {
    const found = async (query: string) =>
      (await anna.ask<Devices>('GET', `/v1/organization/devices?${query}`)).rows.map(({ client }) => client.type);
    await signedIn('david', iphone);
    expect(new Set(await found('type=phone'))).toEqual(new Set(['phone']));
    expect(await found('type=tv')).toEqual([]);
    expect(await found('state=held')).toEqual([]);
    expect(await found('state=signed_out')).toEqual([]);
    expect(await found('trust=trusted')).toEqual([]);
    expect(await found('trust=untrusted')).toEqual(await found('state=active'));
    const first = await anna.ask<Devices>('GET', '/v1/organization/devices?limit=1');
    expect(first.active).toMatchObject({ isMore: false });
    const second = await anna.ask<Devices>('GET', `/v1/organization/devices?limit=1&after=${first.next}`);
    expect(second.active).toBeNull();
    for (const query of ['state=live', 'trust=maybe', 'country=se', 'limit=1&span=day']) {
      expect((await anna.send('GET', `/v1/organization/devices?${query}`)).status).toBe(400);
    }
  });

  it('tell where devices are to whoever may see it, which each member can read', async () => {
    const helpdesk = await signedIn('bertil');
    for (const query of ['show=places', 'country=SE']) {
      const answered = await helpdesk.send('GET', `/v1/organization/devices?${query}`);
      expect(answered.json()).toMatchObject({ code: 'forbidden', reason: 'places_not_permitted' });
    }
    const david = await signedIn('david');
    const looks = async () => (await eventsOf(david)).filter(({ event }) => event === 'member.places_viewed').length;
    const before = await looks();
    server.clock.pass(61 * 60_000);
    const [without] = (await anna.ask<Devices>('GET', '/v1/organization/devices?search=david')).rows;
    expect([without, await looks()]).toMatchObject([{ lastAddress: null, lastPlace: null }, before]);
    const [shown] = (await anna.ask<Devices>('GET', '/v1/organization/devices?search=david&show=places')).rows;
    expect(shown).toMatchObject({ lastAddress: '127.0.0.1', lastPlace: { kind: 'private' } });
    expect(await looks()).toBe(before + 1);
    expect((await anna.ask<Devices>('GET', '/v1/organization/devices?country=SE')).rows).toEqual([]);
  });

  it('are narrowed to one member, devices too; somebody of nowhere has none', async () => {
    const david = await signedIn('david', iphone);
    const { id } = (await david.ask<Me>('GET', '/v1/me')).account;
    for (const what of ['sessions', 'devices']) {
      const path = `/v1/organization/${what}`;
      const { rows } = await anna.ask<Devices>('GET', `${path}?member=${id}`);
      expect(new Set(rows.map(({ holder }) => holder.displayName))).toEqual(new Set(['Person david']));
      expect((await anna.ask<Devices>('GET', `${path}?member=${id}&search=anna`)).rows).toEqual(rows);
      const nobody = '019ab3a4-0000-7000-8000-000000000000';
      expect((await anna.ask<Devices>('GET', `${path}?member=${nobody}`)).rows).toEqual([]);
    }
  });

  it('end by helpdesk, at once; and who was signed out reads who did it', async () => {
    const [bertil, david] = [await signedIn('bertil'), await signedIn('david')];
    const id = await idOf(david);
    const terminated = await bertil.ask<Terminated>('POST', `${list}/${id}/termination`);
    expect(terminated).toMatchObject({ count: 1, unknown: [], receipt: { waitedOut: [] } });
    expect((await david.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
    const { ending } = await david.ask<EndingAnswer>('GET', '/v1/ending');
    expect(ending).toMatchObject({
      reason: 'revoked_by_administrator',
      byAccountName: 'Person bertil',
      byDevice: null,
    });
    const again = await signedIn('david');
    const line = (await eventsOf(again)).find(({ event }) => event === 'session.terminated');
    expect(line).toMatchObject({ actor: { name: 'Person bertil', device: null }, address: null });
  });

  it('end several at once, and which were unknown is told', async () => {
    await anna.ask('POST', '/v1/me/re-authentication', { password });
    const [one, other] = [await signedIn('david'), await signedIn('david')];
    const ids = [await idOf(one), await idOf(other)];
    const unknown = ['01890000-0000-7000-8000-000000000000'];
    const asked = await anna.ask<Terminated>('POST', `${list}/terminations`, { ids: [...ids, ...unknown, ...ids] });
    expect(asked).toMatchObject({ count: 2, unknown });
    for (const browser of [one, other]) expect((await browser.send('GET', '/v1/me')).status).toBe(401);
    expect(await anna.ask<Terminated>('POST', `${list}/terminations`, { ids })).toMatchObject({
      count: 0,
      unknown: [],
    });
    const { status } = await anna.send('POST', `${list}/terminations`, {
      ids: Array.from({ length: 201 }, () => ids[0]),
    });
    expect(status).toBe(400);
  });

  it('of somebody who may do more do not end, nor anything that was named with them', async () => {
    const [bertil, david] = [await signedIn('bertil'), await signedIn('david')];
    const ids = [await idOf(david), await idOf(anna)];
    const answered = await bertil.send('POST', `${list}/terminations`, { ids });
    expect(answered.json()).toMatchObject({ code: 'forbidden', reason: 'beyond_own_rights' });
    for (const browser of [david, anna]) expect((await browser.send('GET', '/v1/me')).status).toBe(200);
  });

  it('do not end by an auditor, nor without a fresh proof', async () => {
    const [cecilia, david] = [await signedIn('cecilia'), await signedIn('david')];
    const path = `${list}/${await idOf(david)}/termination`;
    expect((await cecilia.send('POST', path)).json()).toMatchObject({ reason: 'pf.sessions.terminate' });
    const bertil = await signedIn('bertil');
    server.clock.pass(11 * 60_000);
    expect((await bertil.send('POST', path)).json()).toMatchObject({ code: 'reauthentication_required' });
    await bertil.ask('POST', '/v1/me/re-authentication', { password });
    await bertil.ask('POST', path);
  });

  it('stand in one organization: to others they are like nobody’s, and what ends there ends nothing elsewhere', async () => {
    await server.newPerson('eva');
    const founder = await signedIn('eva');
    const { organization: home } = await founder.ask<{ organization: { id: string } }>('GET', '/v1/me');
    await founder.ask('POST', '/v1/me/organizations', { name: 'Verkstan' });
    await founder.ask('POST', `/v1/me/organizations/${home.id}/leaving`);
    const eva = await signedIn('eva');
    const { account, organization } = await eva.ask<AnswerOf<'GET /v1/me'>>('GET', '/v1/me');
    expect(organization.name).toBe('Verkstan');
    const [id, unknown] = [await idOf(eva), '01890000-0000-7000-8000-000000000000'];
    const withoutRequestId = (text: string) => text.replace(/"requestId":"[^"]*"/, '');

    expect((await eva.ask<Sessions>('GET', list)).rows.map((row) => row.id)).toEqual([id]);
    await anna.ask('POST', '/v1/me/re-authentication', { password });
    const asked = await anna.send('POST', `${list}/${id}/termination`);
    const nobodys = await anna.send('POST', `${list}/${unknown}/termination`);
    expect(asked.status).toBe(404);
    expect(withoutRequestId(asked.text)).toBe(withoutRequestId(nobodys.text));
    const several = await anna.ask<Terminated>('POST', `${list}/terminations`, { ids: [id, unknown] });
    expect(several).toMatchObject({ count: 0, unknown: [id, unknown] });
    for (const query of [`after=${id}`, `member=${account.id}`, 'search=eva', 'state=ended', 'limit=200']) {
      expect((await anna.send('GET', `${list}?${query}`)).text).not.toContain(id);
    }
    expect(await foundBy(`member=${account.id}&state=live`)).toEqual([]);
    expect((await anna.ask<Devices>('GET', '/v1/organization/devices?search=eva')).rows).toEqual([]);
    expect((await eva.send('GET', '/v1/me')).status).toBe(200);

    await eva.ask('POST', '/v1/organization/termination', { organizationName: 'Verkstan' });
    expect((await eva.send('GET', '/v1/me')).status).toBe(401);
    expect((await anna.send('GET', '/v1/me')).status).toBe(200);
  });

  it('end all at once, once the name is typed; what asks is spared if it wishes, and members are told', async () => {
    const [eva, david] = [await signedIn('anna'), await signedIn('david')];
    const all = '/v1/organization/termination';
    const wrong = await eva.send('POST', all, { organizationName: 'Somewhere else' });
    expect(wrong.json()).toMatchObject({ code: 'not_acceptable', reason: 'organization_name_wrong' });
    expect((await david.send('GET', '/v1/me')).status).toBe(200);
    const { organization } = await eva.ask<{ organization: { name: string } }>('GET', '/v1/me');
    const wish = { organizationName: ` ${organization.name} `, spareOwnSession: true };
    const { ended } = await eva.ask<AnswerOf<'POST /v1/organization/termination'>>('POST', all, wish);
    expect(ended.count).toBeGreaterThan(1);
    expect((await david.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
    expect((await eva.ask<Sessions>('GET', list)).rows.map(({ isCurrent }) => isCurrent)).toEqual([true]);
    await expect
      .poll(async () => (await eva.ask<Progress>('GET', all)).termination, { timeout: 15_000 })
      .toMatchObject({ byName: 'Anna Lind', members: 5, passed: 5, finishedAt: expect.any(Number) });
    const again = await signedIn('david');
    expect((await eventsOf(again))[1]).toMatchObject({ event: 'session.terminated', actor: { name: 'Anna Lind' } });
    expect((await eventsOf(eva)).some(({ event }) => event === 'session.terminated')).toBe(true);
    await eva.ask('POST', all, { organizationName: organization.name });
    expect((await eva.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
  });
});
