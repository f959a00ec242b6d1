import type { EndingAnswer, LinkState, MadeInvitation, Me, OrganizationSessions } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { EventStream } from '../src/event-stream.ts';
import { send } from '../src/http.ts';
import { prove, refused } from '../src/people.ts';
import { engines, password, secretOf, startTestServer, type TestServer } from '../src/test-server.ts';

interface InTwo {
  readonly login: string;
  readonly accountId: string;
  readonly browser: TestBrowser;
  readonly home: string;
  readonly club: string;
}

const entry = (id: string) => `/v1/me/organizations/${id}/entry`;

describe.each(engines)('going from one organization into another on %s', (engine) => {
  let server: TestServer;
  let made = 0;

  beforeAll(async () => {
    server = await startTestServer(engine);
    await server.setUp('anna');
  });
  afterAll(() => server.stop());

  /** Somebody new, signed in to the default organization, who owns another one. */
  async function inTwo(): Promise<InTwo> {
    made += 1;
    const { login, accountId } = await server.newPerson(`both${made}`);
    const browser = server.browser();
    const { organization } = await browser.signIn(login, password);
    const { id } = await browser.ask<{ id: string }>('POST', '/v1/me/organizations', { name: `Club ${made}` });
    return { login, accountId, browser, home: organization.id, club: id };
  }

  it('gives the browser a new cookie; the old one is dead, and says why', async () => {
    const { browser, club } = await inTwo();
    const before = browser.token;
    const me = await browser.ask<Me>('POST', entry(club));
    expect(me).toMatchObject({ organization: { id: club }, role: 'owner', session: { isCurrent: true } });
    expect(me.organizations[0]?.id).toBe(club);
    expect(browser.token).not.toBe(before);
    expect(await browser.ask<Me>('GET', '/v1/me')).toMatchObject({ session: { id: me.session.id } });
    const old = server.browser();
    old.cookies.set('__Host-rollcall_session', before);
    expect(await refused(old, 'GET', '/v1/me')).toBe('session_ended');
    const ending = await old.ask<EndingAnswer>('GET', '/v1/ending');
    expect(ending).toMatchObject({ state: 'ended', ending: { reason: 'switched' } });
  });

  it('gives whoever presents a bearer the new one', async () => {
    const { browser, club } = await inTwo();
    const ask = (method: string, path: string, token: string) =>
      send(server.origin, { method, path, headers: { authorization: `Bearer ${token}` } });
    const answer = await ask('POST', entry(club), browser.token);
    expect(answer.headers['set-cookie']).toBeUndefined();
    const token = String(answer.headers['rollcall-token']);
    expect((await ask('GET', '/v1/me', token)).json<Me>().organization.id).toBe(club);
    expect((await ask('GET', '/v1/me', browser.token)).status).toBe(401);
  });

  it('lets the browser that a thief left behind sign the thief out, once', async () => {
    const { browser, club } = await inTwo();
    const thief = server.browser();
    thief.cookies.set('__Host-rollcall_session', browser.token);
    await thief.ask('POST', entry(club));
    const copied = browser.token;
    const answer = await browser.send('POST', '/v1/sign-out');
    expect(answer.json()).toMatchObject({ outcome: 'ended', count: 1 });
    expect(browser.cookies.has('__Host-rollcall_session')).toBe(false);
    expect(await refused(thief, 'GET', '/v1/me')).toBe('session_ended');
    browser.cookies.set('__Host-rollcall_session', copied);
    expect(await refused(browser, 'POST', '/v1/sign-out')).toBe('session_ended');
  });

  it('opens nothing else to the browser that was left behind', async () => {
    const { browser, club, home } = await inTwo();
    const left = server.browser();
    left.cookies.set('__Host-rollcall_session', browser.token);
    await browser.ask('POST', entry(club));
    expect(await refused(left, 'GET', '/v1/me/sessions')).toBe('session_ended');
    expect(await refused(left, 'POST', entry(home))).toBe('session_ended');
    expect((await browser.send('GET', '/v1/me')).status).toBe(200);
  });

  it('tells open pages that the browser goes on elsewhere, and not that it is signed out', async () => {
    const { browser, club } = await inTwo();
    const stream = await EventStream.open(server.origin, browser);
    await browser.ask('POST', entry(club));
    await stream.hears(9);
    expect(stream.isClosed).toBe(true);
    expect(stream.heard.at(-1)).toEqual({ event: 'switched', data: {} });
  });

  it('shows in each organization what stands there alone, and its owner in which each stands', async () => {
    const { browser, club, home, login } = await inTwo();
    const other = server.browser();
    await other.signIn(login, password);
    await browser.ask('POST', entry(club));
    const { rows } = await browser.ask<OrganizationSessions>('GET', '/v1/organization/sessions');
    expect(rows).toMatchObject([{ isCurrent: true }]);
    const own = await browser.ask<{ rows: Me['session'][] }>('GET', '/v1/me/sessions');
    expect(own.rows.map(({ organization }) => organization.id).sort()).toEqual([club, home].sort());
    const log = await browser.ask<{ rows: { event: string; organizationName: string | null }[] }>('GET', '/v1/me/log');
    expect(log.rows.find(({ event }) => event === 'session.switched')?.organizationName).toMatch(/^Club /);
  });

  it('takes the permissions of the role there, on the next request', async () => {
    const { browser, club, home } = await inTwo();
    expect(await refused(browser, 'GET', '/v1/organization/sessions')).toBe('platform.sessions.view');
    await browser.ask('POST', entry(club));
    expect((await browser.send('GET', '/v1/organization/sessions')).status).toBe(200);
    await browser.ask('POST', entry(home));
    expect(await refused(browser, 'GET', '/v1/organization/sessions')).toBe('platform.sessions.view');
  });

  it('answers the organization of others and one that is unknown alike', async () => {
    const { browser } = await inTwo();
    const { club } = await inTwo();
    const answers = await Promise.all(
      [club, '01890000-0000-7000-8000-000000000000'].map((id) => browser.send('POST', entry(id))),
    );
    const told = answers.map((answer) => ({ ...answer.json(), requestId: '' }));
    expect(told[0]).toEqual(told[1]);
    expect(answers[0]?.status).toBe(404);
  });

  it('is found again by signing in, and leaving ends what stands there alone', async () => {
    const { browser, club, home, login, accountId } = await inTwo();
    await browser.ask('POST', entry(club));
    const { browser: owner } = await inTwo();
    const { organization } = await owner.ask<Me>('GET', '/v1/me');
    expect(organization.id).toBe(home);
    const other = server.browser();
    expect((await other.signIn(login, password)).organization.id).toBe(club);
    await other.ask('POST', entry(home));
    expect(await refused(other, 'POST', `/v1/me/organizations/${club}/leaving`)).toBe('last_owner');
    const heir = await inTwo();
    const { url } = await browser.ask<MadeInvitation>('POST', '/v1/organization/invitations', {
      email: `heir${made}@example.org`,
      role: 'owner',
    });
    await heir.browser.ask('POST', '/v1/me/invitations', { link: secretOf(url ?? '') });
    await prove(other);
    await other.ask('POST', `/v1/me/organizations/${club}/leaving`);
    expect(await refused(browser, 'GET', '/v1/me')).toBe('session_ended');
    expect((await other.ask<Me>('GET', '/v1/me')).account.id).toBe(accountId);
    expect(await refused(other, 'POST', entry(club))).toBe('not_found');
  });

  it('an invitation that was taken back or replaced says so, and one that was accepted says that', async () => {
    const { browser, club } = await inTwo();
    await browser.ask('POST', entry(club));
    const invite = (email: string) =>
      browser.ask<MadeInvitation>('POST', '/v1/organization/invitations', { email, role: 'member' });
    const stateOf = async ({ url }: MadeInvitation) =>
      (await server.browser().ask<LinkState>('POST', '/v1/links/inspect', { link: secretOf(url ?? '') })).state;
    const email = `often${made}@example.org`;
    const first = await invite(email);
    const second = await invite(email);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['withdrawn', 'usable']);
    await browser.ask('POST', `/v1/organization/invitations/${second.invitation.id}/withdrawal`);
    expect(await stateOf(second)).toBe('withdrawn');
    const third = await invite(email);
    const { browser: invited } = await inTwo();
    await invited.ask('POST', '/v1/me/invitations', { link: secretOf(third.url ?? '') });
    expect(await stateOf(third)).toBe('used');
  });
});
