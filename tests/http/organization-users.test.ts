import type { LogLine, Me, OrganizationUser, OrganizationUserView, Outcome } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { prove, type Role, refused, startWithPeople, type WithPeople } from '../src/people.ts';
import { engines, password, type TestServer } from '../src/test-server.ts';

const minute = 60_000;

describe.each(engines)('the people of an organization on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let annaId: string;
  let person: WithPeople['person'];

  beforeAll(async () => {
    ({ server, anna, annaId, person } = await startWithPeople(engine));
  });
  afterAll(() => server.stop());

  const logOf = async (browser: TestBrowser) => (await browser.ask<{ rows: LogLine[] }>('GET', '/v1/me/log')).rows;

  it('are listed, and found by name, login name and role', async () => {
    const { login, id } = await person('auditor');
    const find = async (query: string) =>
      (await anna.ask<{ rows: OrganizationUser[] }>('GET', `/v1/organization/users?${query}`)).rows;
    expect((await find('limit=200')).map((user) => user.id)).toEqual(expect.arrayContaining([id, annaId]));
    expect(await find(`search=${login.toUpperCase()}`)).toEqual([
      expect.objectContaining({
        id,
        displayName: `Person ${login}`,
        role: 'auditor',
        isMe: false,
        isWithinReach: true,
        lockedOutAt: null,
        lastSeenAt: expect.any(Number),
        secondFactors: [],
        serviceName: null,
        loginNames: [expect.objectContaining({ name: login })],
      }),
    ]);
    expect((await find('role=owner')).map((user) => user.id)).toEqual([annaId]);
    expect(await find('search=nobody-of-that-name')).toEqual([]);
    for (const hostile of ['%27%20or%201%3D1%20--', '%25', '_', '%5C', '%E2%80%AE']) {
      expect(await find(`search=${hostile}`)).toEqual([]);
    }
    expect((await anna.send('GET', '/v1/organization/users?search=%00')).status).toBe(400);
  });

  it('are shown with what they hold, and without places unless those are asked for and may be seen', async () => {
    const [shown, administrator, helpdesk] = [
      await person('member'),
      await person('administrator'),
      await person('helpdesk'),
    ];
    const view = (browser: TestBrowser, query = '') =>
      browser.ask<OrganizationUserView>('GET', `/v1/organization/users/${shown.id}${query}`);
    const left = await view(administrator.browser);
    expect(left.access).toMatchObject({ showsPlaces: false, sessions: [{ lastAddress: null, state: 'active' }] });
    expect(left.access?.devices).toHaveLength(1);
    expect((await logOf(shown.browser)).map(({ event }) => event)).not.toContain('member.places_viewed');
    const places = await view(administrator.browser, '?places=shown');
    expect(places.access).toMatchObject({ showsPlaces: true, sessions: [{ lastAddress: '127.0.0.1' }] });
    const asked = await view(helpdesk.browser, '?places=shown');
    expect(asked.access).toMatchObject({ showsPlaces: false, sessions: [{ lastAddress: null, firstAddress: null }] });
  });

  it('read in their own history who saw where they were, once an hour for each, and not from where', async () => {
    const [shown, administrator] = [await person('member'), await person('administrator')];
    const look = () => administrator.browser.ask('GET', `/v1/organization/users/${shown.id}?places=shown`);
    const seen = async () => (await logOf(shown.browser)).filter(({ event }) => event === 'member.places_viewed');
    await look();
    await look();
    expect(await seen()).toEqual([
      expect.objectContaining({
        actor: { kind: 'account', name: `Person ${administrator.login}`, device: null, isThisDevice: false },
        address: null,
      }),
    ]);
    server.clock.pass(61 * minute);
    await look();
    expect(await seen()).toHaveLength(2);
  });

  it('read which roles they may give: none that permits more than their own', async () => {
    const within = async (browser: TestBrowser) => (await browser.ask<Me>('GET', '/v1/me')).rolesWithin;
    expect(await within(anna)).toEqual(['owner', 'administrator', 'helpdesk', 'auditor', 'member']);
    const administrator = await person('administrator');
    expect(await within(administrator.browser)).toEqual(['administrator', 'helpdesk', 'auditor', 'member']);
    const member = await person('member');
    expect(await within(member.browser)).toEqual(['member']);
  });

  it('have rights that follow their role on the next request', async () => {
    const { id, browser } = await person('administrator');
    expect((await browser.send('GET', '/v1/organization/users')).status).toBe(200);
    await prove(anna);
    await anna.ask('POST', `/v1/organization/users/${id}/role`, { role: 'member' });
    expect(await refused(browser, 'GET', '/v1/organization/users')).toBe('platform.users.view');
    expect(await browser.ask<Me>('GET', '/v1/me')).toMatchObject({ role: 'member', permissions: [] });
    expect((await logOf(browser))[0]).toMatchObject({
      event: 'member.role_changed',
      details: { from: 'administrator', to: 'member' },
      actor: { name: 'Anna Lind' },
    });
  });

  it('cannot rise above themselves, nor lift others there', async () => {
    const [administrator, helpdesk, member] = [
      await person('administrator'),
      await person('helpdesk'),
      await person('member'),
    ];
    const role = (browser: TestBrowser, id: string, to: Role) =>
      refused(browser, 'POST', `/v1/organization/users/${id}/role`, { role: to });
    expect(await role(administrator.browser, administrator.id, 'owner')).toBe('beyond_own_rights');
    expect(await role(administrator.browser, member.id, 'owner')).toBe('beyond_own_rights');
    expect(await role(administrator.browser, annaId, 'member')).toBe('beyond_own_rights');
    expect(await refused(administrator.browser, 'POST', `/v1/organization/users/${annaId}/removal`)).toBe(
      'beyond_own_rights',
    );
    expect(await role(helpdesk.browser, member.id, 'administrator')).toBe('pf.users.assign_role');
    expect(await refused(helpdesk.browser, 'POST', `/v1/organization/users/${member.id}/removal`)).toBe(
      'pf.users.remove',
    );
  });

  it('are changed and removed only with a fresh proof', async () => {
    const { id } = await person('member');
    server.clock.pass(11 * minute);
    for (const [path, body] of [
      [`${id}/role`, { role: 'helpdesk' }],
      [`${id}/removal`, undefined],
    ] as const) {
      expect(await refused(anna, 'POST', `/v1/organization/users/${path}`, body)).toBe('reauthentication_required');
    }
  });

  it('always have an owner', async () => {
    await prove(anna);
    const demote = () => refused(anna, 'POST', `/v1/organization/users/${annaId}/role`, { role: 'member' });
    expect(await demote()).toBe('last_owner');
    expect(await refused(anna, 'POST', `/v1/organization/users/${annaId}/removal`)).toBe('last_owner');
    const other = await person('owner');
    await prove(other.browser);
    const both = await Promise.all([
      anna.send('POST', `/v1/organization/users/${other.id}/role`, { role: 'member' }),
      other.browser.send('POST', `/v1/organization/users/${annaId}/role`, { role: 'member' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, expect.any(Number)]);
    expect(both.filter(({ status }) => status === 204)).toHaveLength(1);
    const [owner, demoted] = both[0]?.status === 204 ? [anna, other.id] : [other.browser, annaId];
    await prove(owner);
    await owner.ask('POST', `/v1/organization/users/${demoted}/role`, { role: 'owner' });
    await prove(anna);
    await anna.ask('POST', `/v1/organization/users/${other.id}/role`, { role: 'member' });
  });

  it('who are removed are out before the answer, and cannot sign in to it any more', async () => {
    const { id, login, browser } = await person('member');
    await prove(anna);
    const outcome = await anna.ask<Outcome>('POST', `/v1/organization/users/${id}/removal`);
    expect(outcome).toMatchObject({ outcome: 'ended', count: 1, receipt: { confirmed: 1, waitedOut: [] } });
    expect((await browser.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
    expect(await browser.ask('GET', '/v1/ending')).toMatchObject({
      ending: { reason: 'member_removed', byAccountName: 'Anna Lind', byDevice: null },
    });
    expect(await refused(server.browser(), 'POST', '/v1/sign-in', { login, password })).toBe('wrong_credentials');
    expect(await refused(anna, 'GET', `/v1/organization/users/${id}`)).toBe('not_found');
    expect(await refused(anna, 'POST', `/v1/organization/users/${id}/removal`)).toBe('not_found');
  });

  it('cannot leave the only organization they have, nor one that is not theirs', async () => {
    const { browser } = await person('member');
    const { organization } = await browser.ask<Me>('GET', '/v1/me');
    expect(await refused(browser, 'POST', `/v1/me/organizations/${organization.id}/leaving`)).toBe('last_organization');
    expect(await refused(browser, 'POST', `/v1/me/organizations/${annaId}/leaving`)).toBe('not_found');
  });
});
