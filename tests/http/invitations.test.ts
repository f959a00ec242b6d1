import type {
  AnswerOf,
  Invitation,
  LinkState,
  MadeInvitation,
  Me,
  OrganizationLogLine,
  OrganizationUser,
  SignedIn,
} from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { prove, refused } from '../src/people.ts';
import { engines, password, secretOf, startTestServer, type TestServer } from '../src/test-server.ts';

type Role = OrganizationUser['role'];
type Created = AnswerOf<'POST /v1/me/organizations'>;

const day = 86_400_000;

describe.each(engines)('invitations on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let made = 0;

  beforeAll(async () => {
    server = await startTestServer(engine);
    anna = (await server.setUp('anna')).browser;
  });
  afterAll(() => server.stop());

  const somebody = () => {
    made += 1;
    return { userName: `new${made}`, displayName: `New ${made}`, email: `new${made}@example.org` };
  };
  async function invited(role: Role = 'member', by = anna): Promise<{ link: string; made: MadeInvitation }> {
    await prove(by);
    const answer = await by.ask<MadeInvitation>('POST', '/v1/organization/invitations', {
      email: somebody().email,
      role,
    });
    return { link: secretOf(answer.url ?? ''), made: answer };
  }
  async function joined(browser: TestBrowser, joining: Readonly<Record<string, string>>): Promise<Me> {
    const { me } = await browser.ask<SignedIn>('POST', '/v1/invitations/acceptance', joining);
    if (me === null) throw new Error('The invitation asked for a second factor.');
    return me;
  }
  const waiting = async () => (await anna.ask<{ rows: Invitation[] }>('GET', '/v1/organization/invitations')).rows;

  it('make an account with the role that was offered, once', async () => {
    const { link, made: answer } = await invited('auditor');
    expect(answer.invitation).toMatchObject({ role: 'auditor', byName: 'Anna Lind', isWithinReach: true });
    expect(await waiting()).toContainEqual(answer.invitation);
    const shown = await server.browser().ask<LinkState>('POST', '/v1/links/inspect', { link });
    expect(shown).toMatchObject({
      purpose: 'invitation',
      state: 'usable',
      invitation: { organizationName: 'Home', role: 'auditor', byName: 'Anna Lind' },
    });
    const browser = server.browser();
    const { userName, displayName } = somebody();
    const me = await joined(browser, { link, userName, displayName, password });
    expect(me).toMatchObject({ role: 'auditor', account: { displayName }, session: { method: 'invitation' } });
    // Handed over in person it proved no address.
    expect(me.account.loginNames.map(({ name }) => name)).toEqual([userName]);
    expect(await waiting()).not.toContainEqual(answer.invitation);
    const again = { link, ...somebody(), email: undefined, password };
    expect(await refused(server.browser(), 'POST', '/v1/invitations/acceptance', again)).toBe('link_used');
    expect((await server.browser().signIn(userName, password)).role).toBe('auditor');
  });

  it('let nobody in without the second factor that the organization wants', async () => {
    const { link } = await invited();
    const { userName, displayName } = somebody();
    const wanting = async (secondFactor: string) => {
      await server.operator('PATCH', '/operator/policy', { secondFactor });
    };
    await wanting('at_sign_in');
    const browser = server.browser();
    const accepting = { link, userName, displayName, password };
    const answer = await browser.ask<SignedIn>('POST', '/v1/invitations/acceptance', accepting);
    expect(answer).toMatchObject({ me: null, step: { purpose: 'enrolment' } });
    expect((await browser.send('GET', '/v1/me')).status).toBe(401);
    await wanting('off');
  });

  it('let one account in, however many accept at once', async () => {
    const { link } = await invited();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => {
        const { userName, displayName } = somebody();
        return server.browser().send('POST', '/v1/invitations/acceptance', { link, userName, displayName, password });
      }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 200).map((one) => one.json()['code']);
    expect(others.every((code) => code === 'link_ended' || code === 'too_many_requests')).toBe(true);
  });

  it('are accepted by whoever is signed in, whatever their address', async () => {
    await prove(anna);
    const { id, name } = await anna.ask<Created>('POST', '/v1/me/organizations', { name: 'Acme' });
    const { organizations, organization } = await anna.ask<Me>('GET', '/v1/me');
    expect(organization.name).toBe('Home');
    expect(organizations).toEqual([
      { id: organization.id, name: 'Home', role: 'owner' },
      { id, name, role: 'owner' },
    ]);
    const { login } = await server.newPerson('bertil');
    const bertil = server.browser();
    await bertil.signIn(login, password);
    const { link } = await invited();
    expect(await refused(bertil, 'POST', '/v1/me/invitations', { link })).toBe('already_member');
    const state = await server.browser().ask<LinkState>('POST', '/v1/links/inspect', { link });
    expect(state.state).toBe('usable');
  });

  it('offer nothing beyond the role of whoever invites, nor what it is by then', async () => {
    const { link } = await invited('administrator');
    const administrator = server.browser();
    const { userName, displayName } = somebody();
    const joining = { link, userName, displayName, password };
    const { account } = await joined(administrator, joining);
    await prove(administrator);
    const invite = { email: somebody().email, role: 'owner' };
    expect(await refused(administrator, 'POST', '/v1/organization/invitations', invite)).toBe('beyond_own_rights');
    const left = await invited('administrator', administrator);
    const ownersOne = await invited('owner');
    const withdrawal = `/v1/organization/invitations/${ownersOne.made.invitation.id}/withdrawal`;
    expect(await refused(administrator, 'POST', withdrawal)).toBe('beyond_own_rights');
    await prove(anna);
    await anna.ask('POST', `/v1/organization/users/${account.id}/role`, { role: 'helpdesk' });
    const accepting = { ...joining, link: left.link, userName: somebody().userName };
    expect(await refused(server.browser(), 'POST', '/v1/invitations/acceptance', accepting)).toBe('link_used');
    expect(await refused(administrator, 'POST', '/v1/organization/invitations', invite)).toBe('pf.users.invite');
  });

  it.each([
    ['was given a lesser role', 'role', { role: 'helpdesk' }],
    ['was locked out', 'lock-out', {}],
    ['was removed', 'removal', undefined],
  ])('of somebody who %s open nothing, and stay dead when that is undone', async (_, act, body) => {
    const { link } = await invited('administrator');
    const administrator = server.browser();
    const { userName, displayName } = somebody();
    const { account } = await joined(administrator, { link, userName, displayName, password });
    const [own, lesser] = [await invited('administrator', administrator), await invited('member', administrator)];
    const { made: annas } = await invited('administrator');
    await prove(anna);
    const about = (rest: string) => `/v1/organization/users/${account.id}/${rest}`;
    await anna.ask('POST', about(act), body);
    const ids = (await waiting()).map(({ id }) => id);
    expect(ids).toContain(annas.invitation.id);
    for (const { made: left } of [own, lesser]) expect(ids).not.toContain(left.invitation.id);
    if (act === 'removal') {
      const back = await invited('member');
      await server.operator('POST', `/operator/organizations`, { name: `For ${userName}`, owner: userName });
      await administrator.signIn(userName, password);
      await administrator.ask('POST', '/v1/me/invitations', { link: back.link });
    }
    if (act === 'lock-out') await anna.ask('POST', about('letting-in'));
    else await anna.ask('POST', about('role'), { role: 'administrator' });
    for (const { link: dead } of [own, lesser]) {
      const accepting = { link: dead, userName: somebody().userName, displayName, password };
      expect(await refused(server.browser(), 'POST', '/v1/invitations/acceptance', accepting)).toBe('link_used');
      const shown = await server.browser().ask<LinkState>('POST', '/v1/links/inspect', { link: dead });
      expect(shown).toMatchObject({ state: 'withdrawn', invitation: null });
    }
    const { rows } = await anna.ask<{ rows: OrganizationLogLine[] }>('GET', '/v1/organization/log?limit=200');
    const taken = rows.filter(({ event }) => event === 'invitation.withdrawn').slice(0, 2);
    expect(taken.map(({ actor }) => actor.account?.name)).toEqual(['Anna Lind', 'Anna Lind']);
  });

  it('of somebody whose account was disabled, or who left, open nothing either', async () => {
    const { link } = await invited('administrator');
    const administrator = server.browser();
    const { userName, displayName } = somebody();
    const { organization } = await joined(administrator, { link, userName, displayName, password });
    const atDisabling = await invited('member', administrator);
    await server.operator('POST', `/operator/accounts/${userName}/disabling`);
    await server.operator('POST', `/operator/accounts/${userName}/enabling`);
    await administrator.signIn(userName, password);
    const atLeaving = await invited('member', administrator);
    await administrator.ask('POST', '/v1/me/organizations', { name: 'Own' });
    await administrator.ask('POST', `/v1/me/organizations/${organization.id}/leaving`);
    for (const { link: dead } of [atDisabling, atLeaving]) {
      const accepting = { link: dead, userName: somebody().userName, displayName, password };
      expect(await refused(server.browser(), 'POST', '/v1/invitations/acceptance', accepting)).toBe('link_used');
    }
  });

  it('let nobody in at the instant at which their maker loses the role: accepted before, or dead', async () => {
    const { link } = await invited('administrator');
    const administrator = server.browser();
    const { userName, displayName } = somebody();
    const { account } = await joined(administrator, { link, userName, displayName, password });
    const invitations = [];
    for (let each = 0; each < 6; each += 1) invitations.push(await invited('administrator', administrator));
    await prove(anna);
    const accepting = invitations.map(({ link: offered }) => {
      const joining = { link: offered, userName: somebody().userName, displayName, password };
      return server.browser().send('POST', '/v1/invitations/acceptance', joining);
    });
    await anna.ask('POST', `/v1/organization/users/${account.id}/role`, { role: 'member' });
    const answers = await Promise.all(accepting);
    const { rows } = await anna.ask<{ rows: OrganizationLogLine[] }>('GET', '/v1/organization/log?limit=200');
    const events = rows.map(({ event }) => event);
    const joinedAfter = events
      .slice(0, events.indexOf('member.role_changed'))
      .filter((event) => event === 'member.joined');
    expect(joinedAfter).toEqual([]);
    expect(answers.every(({ status }) => [200, 410].includes(status))).toBe(true);
  });

  it('of an owner are not to be replaced by whoever could not have made them', async () => {
    const { link } = await invited('administrator');
    const administrator = server.browser();
    const { userName, displayName, email } = somebody();
    await joined(administrator, { link, userName, displayName, password });
    await prove(anna);
    const owners = { email, role: 'owner' };
    const { url } = await anna.ask<MadeInvitation>('POST', '/v1/organization/invitations', owners);
    await prove(administrator);
    const lesser = { email: email.toUpperCase(), role: 'member' };
    expect(await refused(administrator, 'POST', '/v1/organization/invitations', lesser)).toBe('beyond_own_rights');
    const state = await server.browser().ask<LinkState>('POST', '/v1/links/inspect', { link: secretOf(url ?? '') });
    expect(state).toMatchObject({ state: 'usable', invitation: { role: 'owner' } });
  });

  it('are worth nothing once they are withdrawn, replaced or a week old', async () => {
    const withdrawn = await invited();
    const path = `/v1/organization/invitations/${withdrawn.made.invitation.id}/withdrawal`;
    await anna.ask('POST', path);
    expect(await refused(anna, 'POST', path)).toBe('not_found');
    await prove(anna);
    const email = `Twice-${made}@example.org`;
    const invite = (to: string) =>
      anna.ask<MadeInvitation>('POST', '/v1/organization/invitations', { email: to, role: 'member' });
    const first = await invite(email);
    const second = await invite(email.toUpperCase());
    const old = await invited();
    const links = [withdrawn.link, secretOf(first.url ?? '')];
    for (const link of links) {
      const joining = { link, userName: somebody().userName, displayName: 'New', password };
      expect(await refused(server.browser(), 'POST', '/v1/invitations/acceptance', joining)).toBe('link_used');
    }
    expect((await waiting()).map(({ id }) => id)).toContain(second.invitation.id);
    server.clock.pass(7 * day);
    const joining = { link: old.link, userName: somebody().userName, displayName: 'New', password };
    expect(await refused(server.browser(), 'POST', '/v1/invitations/acceptance', joining)).toBe('link_expired');
    anna = server.browser();
    await anna.signIn('anna', password);
    expect(await waiting()).toEqual([]);
  });

  it('and names that could deceive are refused', async () => {
    const { link } = await invited();
    for (const displayName of ['An\u200Bna', 'Anna\u202Egro', '\u2066Anna']) {
      const joining = { link, userName: somebody().userName, displayName, password };
      expect(await refused(server.browser(), 'POST', '/v1/invitations/acceptance', joining)).toBe('name_invalid');
    }
    await prove(anna);
    for (const name of ['Ac\u200Bme', 'Acme\u202E', 'Ac\nme']) {
      expect(await refused(anna, 'POST', '/v1/me/organizations', { name })).toBe('name_invalid');
      expect(await refused(anna, 'PATCH', '/v1/organization', { name })).toBe('name_invalid');
    }
    await anna.ask('PATCH', '/v1/organization', { name: 'Hem' });
    expect((await anna.ask<Me>('GET', '/v1/me')).organization.name).toBe('Hem');
    const confusing = { link, userName: 'аnna', displayName: 'Anna', password };
    expect(await refused(server.browser(), 'POST', '/v1/invitations/acceptance', confusing)).toBe('login_name_invalid');
  });
});
