import type { Grants, LockOut, LockOutPreview, LogLine, Me, OrganizationUser, PlannedLockOuts } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { type Person, prove, refused, startWithPeople, type WithPeople } from '../src/people.ts';
import { engines, password, type TestServer } from '../src/test-server.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe.each(engines)('a leaver on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let annaId: string;
  let person: WithPeople['person'];

  beforeAll(async () => {
    ({ server, anna, annaId, person } = await startWithPeople(engine));
  });
  afterAll(() => server.stop());

  const path = ({ id }: Pick<Person, 'id'>, rest = 'lock-out') => `/v1/organization/users/${id}/${rest}`;
  const userOf = async ({ login }: Person) =>
    (await anna.ask<{ rows: OrganizationUser[] }>('GET', `/v1/organization/users?search=${login}`)).rows[0];
  async function grant(on: Person, holder: Person): Promise<void> {
    await prove(anna);
    await anna.ask('POST', path(on, 'grants'), { holderId: holder.id });
  }

  it('is previewed, and out with everything before the answer: sessions, and what they may do for others', async () => {
    const [leaver, other] = [await person('helpdesk'), await person('member')];
    const second = server.browser();
    await second.signIn(leaver.login, password);
    await grant(other, leaver);
    await grant(leaver, other);
    const preview = await anna.ask<LockOutPreview>('GET', path(leaver));
    expect(preview).toEqual({ sessions: 2, devices: 2, grants: 2, plannedFor: null });
    const locked = await anna.ask<LockOut>('POST', path(leaver), {});
    expect(locked.ended).toMatchObject({ count: 2, grants: 2, receipt: { confirmed: 1, waitedOut: [] } });
    for (const browser of [leaver.browser, second]) {
      expect((await browser.send('GET', '/v1/verify')).status).toBe(401);
    }
    expect(await leaver.browser.ask('GET', '/v1/ending')).toMatchObject({
      ending: { reason: 'locked_out', byAccountName: 'Anna Lind', byDevice: null },
    });
    const sighting = { login: leaver.login, password };
    expect(await refused(server.browser(), 'POST', '/v1/sign-in', sighting)).toBe('wrong_credentials');
    expect(await other.browser.ask<Grants>('GET', '/v1/me/grants')).toEqual({ onUser: [], held: [] });
    expect((await userOf(leaver))?.lockedOutAt).toBe(locked.at);
  });

  it('is let in again, with nothing of what was ended', async () => {
    const leaver = await person('member');
    await prove(anna);
    await anna.ask('POST', path(leaver), {});
    await anna.ask('POST', path(leaver, 'letting-in'));
    expect((await leaver.browser.send('GET', '/v1/me')).status).toBe(401);
    const { rows } = await (async () => {
      await leaver.browser.signIn(leaver.login, password);
      return leaver.browser.ask<{ rows: LogLine[] }>('GET', '/v1/me/log');
    })();
    expect(rows.map(({ event }) => event)).toEqual(expect.arrayContaining(['member.locked_out', 'member.let_in']));
  });

  it('whose time is planned is listed, goes on until then, and is out when it comes', async () => {
    const [leaver, staying] = [await person('member'), await person('member')];
    await prove(anna);
    const at = server.clock.now() + 30 * minute;
    for (const one of [leaver, staying]) {
      expect(await anna.ask<LockOut>('POST', path(one), { at })).toEqual({ at, ended: null });
    }
    const { rows } = await anna.ask<PlannedLockOuts>('GET', '/v1/organization/lock-outs');
    expect(rows.map(({ userId, byName }) => [userId, byName])).toEqual(
      expect.arrayContaining([[leaver.id, 'Anna Lind']]),
    );
    await anna.ask('POST', path(staying, 'lock-out/cancellation'));
    expect(await refused(anna, 'POST', path(staying, 'lock-out/cancellation'))).toBe('not_found');
    expect((await leaver.browser.send('GET', '/v1/verify')).status).toBe(204);
    server.clock.pass(31 * minute);
    await server.restart();
    await expect.poll(async () => (await userOf(leaver))?.lockedOutAt, { timeout: 10_000 }).not.toBeNull();
    expect((await leaver.browser.send('GET', '/v1/me')).status).toBe(401);
    expect((await staying.browser.send('GET', '/v1/me')).status).toBe(200);
    expect((await anna.ask<PlannedLockOuts>('GET', '/v1/organization/lock-outs')).rows).toEqual([]);
  });

  it('cannot be planned for a moment that is past or more than a year ahead', async () => {
    const { id } = await person('member');
    await prove(anna);
    for (const at of [server.clock.now() - 1, server.clock.now() + 367 * day, -1]) {
      expect(await refused(anna, 'POST', path({ id }), { at })).toBe('moment_invalid');
    }
  });

  it('is nobody whom the one that asks could not act on, and not oneself', async () => {
    const [administrator, helpdesk, member] = [
      await person('administrator'),
      await person('helpdesk'),
      await person('member'),
    ];
    await prove(administrator.browser);
    await prove(helpdesk.browser);
    expect(await refused(administrator.browser, 'POST', path({ id: annaId }), {})).toBe('beyond_own_rights');
    expect(await refused(administrator.browser, 'POST', path(administrator), {})).toBe('beyond_own_rights');
    expect(await refused(helpdesk.browser, 'POST', path(member), {})).toBe('pf.users.lock_out');
    const other = await person('owner');
    await prove(other.browser);
    await other.browser.ask('POST', `/v1/organization/users/${annaId}/role`, { role: 'owner' });
    await prove(anna);
    await anna.ask('POST', path(other), {});
    expect(await refused(anna, 'POST', `/v1/organization/users/${annaId}/role`, { role: 'member' })).toBe('last_owner');
  });

  it('neither sees nor takes back their own plan, and nobody takes one back without a fresh proof', async () => {
    const administrator = await person('administrator');
    await prove(anna);
    const at = server.clock.now() + day;
    await anna.ask('POST', path(administrator), { at });
    await prove(administrator.browser);
    const listed = async (by: TestBrowser) => (await by.ask<PlannedLockOuts>('GET', '/v1/organization/lock-outs')).rows;
    expect(await listed(administrator.browser)).toEqual([]);
    expect((await listed(anna)).map(({ userId }) => userId)).toEqual([administrator.id]);
    expect(await administrator.browser.ask<LockOutPreview>('GET', path(administrator))).toMatchObject({
      plannedFor: null,
    });
    const cancellation = path(administrator, 'lock-out/cancellation');
    expect(await refused(administrator.browser, 'POST', cancellation)).toBe('beyond_own_rights');
    expect(await anna.ask<LockOutPreview>('GET', path(administrator))).toMatchObject({ plannedFor: at });
    server.clock.pass(11 * minute);
    expect(await refused(anna, 'POST', cancellation)).toBe('reauthentication_required');
    await prove(anna);
    await anna.ask('POST', cancellation);
    // Where nothing is planned, they are told the same.
    await prove(administrator.browser);
    expect(await refused(administrator.browser, 'POST', cancellation)).toBe('beyond_own_rights');
  });

  it('cannot leave to be rid of it: to whom is locked out there is no such organization', async () => {
    const leaver = await person('member');
    await prove(leaver.browser);
    await leaver.browser.ask('POST', '/v1/me/organizations', { name: 'Own' });
    const { organization } = await anna.ask<Me>('GET', '/v1/me');
    await prove(anna);
    const { at } = await anna.ask<LockOut>('POST', path(leaver), {});
    await leaver.browser.signIn(leaver.login, password);
    const leaving = `/v1/me/organizations/${organization.id}/leaving`;
    expect(await refused(leaver.browser, 'POST', leaving)).toBe('not_found');
    expect((await userOf(leaver))?.lockedOutAt).toBe(at);
  });

  it('is not to be planned for a lesser role and done to a greater one', async () => {
    const [administrator, rising] = [await person('administrator'), await person('member')];
    await prove(administrator.browser);
    await administrator.browser.ask('POST', path(rising), { at: server.clock.now() + minute });
    await prove(anna);
    await anna.ask('POST', `/v1/organization/users/${rising.id}/role`, { role: 'owner' });
    expect((await anna.ask<PlannedLockOuts>('GET', '/v1/organization/lock-outs')).rows).toEqual([]);
    await anna.ask('POST', `/v1/organization/users/${rising.id}/role`, { role: 'member' });
  });

  it('has no session born at that instant: whoever signs in meanwhile is out too, or not let in', async () => {
    const leaver = await person('member');
    await prove(anna);
    const browsers = Array.from({ length: 8 }, () => server.browser());
    const entering = browsers.map((browser) => browser.send('POST', '/v1/sign-in', { login: leaver.login, password }));
    await anna.ask('POST', path(leaver), {});
    await Promise.all(entering);
    for (const browser of browsers) expect((await browser.send('GET', '/v1/verify')).status).toBe(401);
  });

  it('loses grants where the command line disables the account', async () => {
    const [leaver, other] = [await person('member'), await person('member')];
    await grant(other, leaver);
    await server.operator('POST', `/operator/accounts/${leaver.login}/disabling`);
    expect(await other.browser.ask<Grants>('GET', '/v1/me/grants')).toEqual({ onUser: [], held: [] });
  });
});
