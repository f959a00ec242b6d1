import type { AnswerOf, EndingAnswer, LogLine, Me, OrganizationLogLine } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { unknownId } from '../src/route-table.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { trustDevice } from '../src/trust-device.ts';

type Sessions = AnswerOf<'GET /operator/sessions'>;
type Devices = AnswerOf<'GET /operator/devices'>;
type TerminatedAll = AnswerOf<'POST /operator/termination'>;
type Progress = AnswerOf<'GET /v1/organization/termination'>;

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe.each(engines)('the operator of sessions in an organization on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let bo: TestBrowser;
  /** The same person next door, in an organization of their own. */
  let boNextDoor: TestBrowser;
  let next: Me['organization'];

  beforeAll(async () => {
    server = await startTestServer(engine);
    anna = (await server.setUp('anna')).browser;
    await server.newPerson('bo');
    bo = await signedIn('bo');
    await bo.ask('POST', '/v1/me/organizations', { name: 'Next door' });
    boNextDoor = await signedIn('bo', iphone);
    const { organizations } = await boNextDoor.ask<Me>('GET', '/v1/me');
    const id = organizations.find(({ name }) => name === 'Next door')?.id;
    await boNextDoor.ask('POST', `/v1/me/organizations/${id}/entry`);
    next = (await boNextDoor.ask<Me>('GET', '/v1/me')).organization;
  });
  afterAll(() => server.stop());

  async function signedIn(login: string, userAgent?: string): Promise<TestBrowser> {
    const browser = server.browser(userAgent);
    await browser.signIn(login, password);
    return browser;
  }
  async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answered = await server.operator(method, path, body);
    expect(answered.status, answered.text).toBeLessThan(300);
    return answered.status === 204 ? (undefined as Answer) : answered.json<Answer>();
  }
  const reasonOf = async (method: string, path: string) => {
    const { code, reason } = (await server.operator(method, path)).json<{ code: string; reason?: string }>();
    return reason ?? code;
  };
  const idOf = async (browser: TestBrowser) => (await browser.ask<Me>('GET', '/v1/me')).session.id;
  const listed = async (query: string) =>
    (await ask<Sessions>('GET', `/operator/sessions?${query}`)).rows.map(({ session }) => session.id);

  it('lists those of one organization alone, with addresses, and how many are live', async () => {
    const home = await ask<Sessions>('GET', '/operator/sessions');
    expect(home.rows.map(({ session }) => session.id)).toEqual([await idOf(bo), await idOf(anna)]);
    expect(home).toMatchObject({ next: null, active: { count: 2, isMore: false } });
    expect(home.rows[0]?.session.lastAddress).toBe('127.0.0.1');
    expect(await listed('organization=next%20door')).toEqual([await idOf(boNextDoor)]);
    expect(await reasonOf('GET', '/operator/sessions?organization=Nowhere')).toBe('not_found');
    const everywhere = await ask<AnswerOf<'GET /operator/accounts/:login/sessions'>>(
      'GET',
      '/operator/accounts/bo/sessions',
    );
    expect(everywhere.rows.map(({ session }) => session.id)).toEqual([await idOf(boNextDoor), await idOf(bo)]);
  });

  it('narrows them by member, name, state, kind of device and time, page by page, and notes no look', async () => {
    const [mine, theirs] = [await idOf(anna), await idOf(bo)];
    expect(await listed('member=bo')).toEqual([theirs]);
    expect(await listed('search=lind')).toEqual([mine]);
    expect(await listed('state=ended&member=anna')).toEqual([]);
    expect(await listed('type=phone')).toEqual([]);
    expect(await listed('type=phone&organization=Next%20door')).toEqual([await idOf(boNextDoor)]);
    const { rows } = await ask<Sessions>('GET', '/operator/sessions');
    expect(await listed(`from=${rows[0]?.session.signedInAt}`)).toContain(theirs);
    expect(await listed(`to=${rows[1]?.session.signedInAt}`)).toEqual([]);
    expect(await listed('country=SE')).toEqual([]);
    const first = await ask<Sessions>('GET', '/operator/sessions?limit=1');
    expect(await listed(`limit=1&after=${first.next}`)).toEqual([mine]);
    expect(await reasonOf('GET', '/operator/sessions?member=nobody')).toBe('not_found');
    const own = await bo.ask<{ rows: LogLine[] }>('GET', '/v1/me/log');
    expect(own.rows.filter(({ event }) => event === 'member.places_viewed')).toEqual([]);
  });

  it('signs everybody out of one organization, whose other lives go on, and who are told', async () => {
    const cai = await server.newPerson('cai', 'administrator');
    const administrator = await signedIn(cai.login);
    const nextDoor = `?organization=${next.id}`;
    const done = await ask<TerminatedAll>('POST', '/operator/termination');
    expect(done).toMatchObject({ ended: { count: 3, isMore: false }, receipt: { confirmed: 1, waitedOut: [] } });
    for (const browser of [anna, bo, administrator]) {
      expect((await browser.send('GET', '/v1/verify')).status).toBe(401);
      expect(await browser.ask<EndingAnswer>('GET', '/v1/ending')).toMatchObject({
        ending: { reason: 'revoked_by_operator', byAccountName: null },
      });
    }
    expect((await boNextDoor.send('GET', '/v1/verify')).status).toBe(204);
    expect(await listed(nextDoor.slice(1))).toEqual([await idOf(boNextDoor)]);
    await anna.signIn('anna', password);
    const progress = async () => (await anna.ask<Progress>('GET', '/v1/organization/termination')).termination;
    await expect.poll(progress).toMatchObject({ byName: null, members: 3, passed: 3, told: 3 });
    const { rows } = await anna.ask<{ rows: OrganizationLogLine[] }>('GET', '/v1/organization/log?group=endings');
    expect(rows.map(({ event, actor, member }) => [event, actor.kind, member?.name ?? null])).toEqual(
      expect.arrayContaining([
        ['session.terminated_all', 'operator', null],
        ['session.terminated', 'operator', 'Person bo'],
      ]),
    );
    await bo.signIn('bo', password);
    const own = await bo.ask<{ rows: LogLine[] }>('GET', '/v1/me/log');
    expect(own.rows.find(({ event }) => event === 'session.terminated')).toMatchObject({
      actor: { kind: 'operator' },
      organizationName: 'Home',
      details: { count: 1 },
    });
    expect(await reasonOf('POST', '/operator/termination?organization=Nowhere')).toBe('not_found');
  });

  it('lists devices and ends the trust of one, in that organization alone', async () => {
    const { login } = await server.newPerson('dag');
    const dag = await signedIn(login);
    await trustDevice(server, dag, login);
    const found = await ask<Devices>('GET', '/operator/devices?member=dag');
    expect(found.rows).toMatchObject([{ holder: { displayName: 'Person dag' }, isCurrent: false, sessions: 1 }]);
    const [device] = found.rows;
    expect(device?.trustedUntil).toBeGreaterThan(server.clock.now());
    expect((await ask<Devices>('GET', '/operator/devices?search=dag')).rows).toEqual(found.rows);
    const path = `/operator/devices/${device?.id}/trust-revocation`;
    expect(await reasonOf('POST', `${path}?organization=${next.id}`)).toBe('not_found');
    await ask('POST', path);
    expect((await ask<Devices>('GET', '/operator/devices?member=dag')).rows).toMatchObject([{ trustedUntil: null }]);
    expect(await reasonOf('POST', path)).toBe('not_found');
    expect(await reasonOf('POST', `/operator/devices/${unknownId}/trust-revocation`)).toBe('not_found');
    const signedInAgain = await dag.ask<AnswerOf<'POST /v1/sign-in'>>('POST', '/v1/sign-in', { login, password });
    expect(signedInAgain.me).toBeNull();
    const { rows } = await anna.ask<{ rows: OrganizationLogLine[] }>('GET', '/v1/organization/log?group=devices');
    expect(rows.find(({ event }) => event === 'device.trust_revoked')).toMatchObject({
      actor: { kind: 'operator' },
      member: { name: 'Person dag' },
    });
  });
});
