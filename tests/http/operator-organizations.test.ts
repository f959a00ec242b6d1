import type { AnswerOf, LinkState, LogLine, Me, OrganizationLogLine } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { prove, refused } from '../src/people.ts';
import { engines, password, secretOf, startTestServer, type TestServer } from '../src/test-server.ts';

type Organization = AnswerOf<'POST /operator/organizations'>;
type Member = AnswerOf<'GET /operator/members'>['rows'][number];
type MadeInvitation = AnswerOf<'POST /operator/invitations'>;
type LockOut = AnswerOf<'POST /operator/members/:member/lock-out'>;

const minute = 60_000;

describe.each(engines)('the operator of organizations on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let me: Me;
  let made = 0;

  beforeAll(async () => {
    server = await startTestServer(engine);
    ({ browser: anna, me } = await server.setUp('anna'));
  });
  afterAll(() => server.stop());

  async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answered = await server.operator(method, path, body);
    expect(answered.status, answered.text).toBeLessThan(300);
    return answered.status === 204 ? (undefined as Answer) : answered.json<Answer>();
  }
  async function reasonOf(method: string, path: string, body?: unknown): Promise<string> {
    const { code, reason } = (await server.operator(method, path, body)).json<{ code: string; reason?: string }>();
    return reason ?? code;
  }
  async function person(): Promise<{ login: string; accountId: string; browser: TestBrowser }> {
    made += 1;
    const { login, accountId } = await server.newPerson(`one${made}`);
    const browser = server.browser();
    await browser.signIn(login, password);
    return { login, accountId, browser };
  }
  const of = ({ id }: Pick<Organization, 'id'>) => `?organization=${id}`;
  const create = (name: string, owner?: string) =>
    ask<Organization>('POST', '/operator/organizations', { name, ...(owner !== undefined && { owner }) });
  const membersOf = async (organization: Organization) =>
    (await ask<{ rows: Member[] }>('GET', `/operator/members${of(organization)}`)).rows;
  const logged = async () => (await anna.ask<{ rows: OrganizationLogLine[] }>('GET', '/v1/organization/log')).rows;

  it('makes, lists and renames organizations, page by page', async () => {
    const acme = await create('Acme', 'anna');
    expect(acme).toMatchObject({ name: 'Acme', isDefault: false, members: 1 });
    const empty = await create('  Nobody’s  ');
    expect(empty).toMatchObject({ name: 'Nobody’s', members: 0 });
    type Page = AnswerOf<'GET /operator/organizations'>;
    const first = await ask<Page>('GET', '/operator/organizations?limit=2');
    expect(first.rows.map(({ name }) => name)).toEqual(['Nobody’s', 'Acme']);
    const second = await ask<Page>('GET', `/operator/organizations?after=${first.next}`);
    expect(second).toMatchObject({ rows: [{ id: me.organization.id, isDefault: true }], next: null });
    const renamed = await ask('PATCH', `/operator/organizations/${encodeURIComponent('nobody’s')}`, { name: 'Empty' });
    expect(renamed).toEqual({ ...empty, name: 'Empty' });
    expect((await anna.ask<Me>('GET', '/v1/me')).organizations.map(({ name }) => name)).toEqual(['Home', 'Acme']);
    expect(await reasonOf('POST', '/operator/organizations', { name: 'X', owner: 'nobody' })).toBe('not_found');
    expect(await reasonOf('POST', '/operator/organizations', { name: 'Ac\u200Bme' })).toBe('name_invalid');
    expect(await reasonOf('PATCH', '/operator/organizations/Nowhere', { name: 'X' })).toBe('not_found');
  });

  it('names one by its id where another reads alike, and never acts on either', async () => {
    const { login } = await person();
    const [one, other] = [await create('Twins Ltd', 'anna'), await create('ＴＷＩＮＳ  ltd', 'anna')];
    for (const name of ['Twins Ltd', 'twins ltd', other.name]) {
      const query = `?organization=${encodeURIComponent(name)}`;
      expect(await reasonOf('GET', `/operator/members${query}`)).toBe('organization_ambiguous');
      expect(await reasonOf('POST', `/operator/members/${login}/removal${query}`)).toBe('organization_ambiguous');
      expect(await reasonOf('PATCH', `/operator/organizations/${encodeURIComponent(name)}`, { name: 'X' })).toBe(
        'organization_ambiguous',
      );
      expect(await reasonOf('PATCH', `/operator/policy${query}`, { historyDays: 80 })).toBe('organization_ambiguous');
    }
    expect((await membersOf(one)).map(({ loginNames }) => loginNames[0]?.name)).toEqual(['anna']);
  });

  it('lists members by name and role, gives them roles and takes them out, and that is noted as the operator’s', async () => {
    const { login, accountId, browser } = await person();
    const path = `/operator/members/${login}`;
    expect(await ask<Member>('POST', `${path}/role`, { role: 'auditor' })).toMatchObject({ role: 'auditor' });
    expect((await browser.send('GET', '/v1/organization/log')).status).toBe(200);
    const found = await ask<{ rows: Member[] }>('GET', `/operator/members?search=${login}&role=auditor`);
    expect(found.rows).toMatchObject([{ id: accountId, loginNames: [{ name: login }], lockedOutAt: null }]);
    // By id as well, as those have to be named whom a service signs in.
    await ask('POST', `/operator/members/${accountId}/role`, { role: 'member' });
    expect(await refused(browser, 'GET', '/v1/organization/log')).toBe('platform.log.view');
    const outcome = await ask('POST', `${path}/removal`);
    expect(outcome).toMatchObject({ outcome: 'ended', count: 1, receipt: { confirmed: 1, waitedOut: [] } });
    expect((await browser.send('GET', '/v1/verify')).status).toBe(401);
    expect(await reasonOf('POST', `${path}/removal`)).toBe('not_found');
    const events = (await logged()).filter(({ member }) => member?.id === accountId);
    expect(events.slice(0, 3).map(({ event, actor }) => [event, actor.kind])).toEqual([
      ['member.removed', 'operator'],
      ['member.role_changed', 'operator'],
      ['member.role_changed', 'operator'],
    ]);
  });

  it('leaves no organization without an owner', async () => {
    expect(await reasonOf('POST', '/operator/members/anna/role', { role: 'member' })).toBe('last_owner');
    expect(await reasonOf('POST', '/operator/members/anna/removal')).toBe('last_owner');
    expect(await reasonOf('POST', '/operator/members/anna/lock-out', {})).toBe('last_owner');
    expect(await reasonOf('POST', '/operator/members/nobody/lock-out', {})).toBe('not_found');
  });

  it('invites the first owner of an organization that nobody is in, lists who is asked, and takes it back', async () => {
    const organization = await create('Fresh');
    const invitation = { email: 'owner@example.org', role: 'owner' };
    const invite = () => ask<MadeInvitation>('POST', `/operator/invitations${of(organization)}`, invitation);
    const { invitation: withdrawn, url: old } = await invite();
    const listed = await ask<AnswerOf<'GET /operator/invitations'>>('GET', `/operator/invitations${of(organization)}`);
    expect(listed.rows).toEqual([withdrawn]);
    expect(withdrawn).toMatchObject({ ...invitation, byName: null });
    await ask('POST', `/operator/invitations/${withdrawn.id}/withdrawal`);
    expect(await reasonOf('POST', `/operator/invitations/${withdrawn.id}/withdrawal`)).toBe('not_found');
    const { browser } = await person();
    expect(await refused(browser, 'POST', '/v1/me/invitations', { link: secretOf(old ?? '') })).toBe('link_used');
    const { url } = await invite();
    const link = secretOf(url ?? '');
    const shown = await server.browser().ask<LinkState>('POST', '/v1/links/inspect', { link });
    expect(shown).toMatchObject({ state: 'usable', invitation: { organizationName: 'Fresh', byName: null } });
    await browser.ask('POST', '/v1/me/invitations', { link });
    expect(await membersOf(organization)).toMatchObject([{ role: 'owner' }]);
  });

  it('previews, plans, cancels and makes a lock-out, and lets in again', async () => {
    const { login, accountId, browser } = await person();
    const path = `/operator/members/${login}/lock-out`;
    const at = server.clock.now() + 30 * minute;
    expect(await ask('POST', path, { at })).toEqual({ at, ended: null });
    expect(await ask('GET', '/operator/lock-outs')).toMatchObject({
      rows: [{ userId: accountId, dueAt: at, byName: null }],
    });
    expect(await ask('GET', path)).toEqual({ sessions: 1, devices: 1, grants: 0, plannedFor: at });
    await ask('POST', `${path}/cancellation`);
    expect(await reasonOf('POST', `${path}/cancellation`)).toBe('not_found');
    expect(await reasonOf('POST', path, { at: server.clock.now() - 1 })).toBe('moment_invalid');
    const locked = await ask<LockOut>('POST', path, {});
    expect(locked.ended).toMatchObject({ count: 1, grants: 0, receipt: { confirmed: 1 } });
    expect((await browser.send('GET', '/v1/verify')).status).toBe(401);
    expect(await refused(browser, 'POST', '/v1/sign-in', { login, password })).toBe('wrong_credentials');
    await ask('POST', `/operator/members/${login}/letting-in`);
    await browser.signIn(login, password);
    const { rows } = await browser.ask<{ rows: LogLine[] }>('GET', '/v1/me/log');
    const own = rows.filter(({ event }) => event.startsWith('member.'));
    expect(own.map(({ event, actor }) => [event, actor.kind])).toEqual([
      ['member.let_in', 'operator'],
      ['member.locked_out', 'operator'],
    ]);
  });

  it('disables an account by locking it out of every organization, and enables what that alone had shut', async () => {
    const { login, accountId, browser } = await person();
    const [own, strict] = [await create('Own', login), await create('Strict', login)];
    const [helper, other] = [await person(), await person()];
    await prove(anna);
    await anna.ask('POST', `/v1/organization/users/${other.accountId}/grants`, { holderId: accountId });
    // Out of one of them they had been locked before.
    const { url } = await ask<MadeInvitation>('POST', `/operator/invitations${of(strict)}`, {
      email: 'helper@example.org',
      role: 'owner',
    });
    await helper.browser.ask('POST', '/v1/me/invitations', { link: secretOf(url ?? '') });
    await ask('POST', `/operator/members/${login}/lock-out${of(strict)}`, {});
    server.clock.pass(minute);
    await ask('POST', `/operator/accounts/${login}/disabling`);
    expect((await browser.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_ended' });
    const stateIn = async (organization: Pick<Organization, 'id'>) =>
      (await ask<{ rows: Member[] }>('GET', `/operator/members${of(organization)}&search=${login}`)).rows[0];
    const home = me.organization;
    for (const organization of [home, own, strict]) {
      expect(await stateIn(organization)).toMatchObject({ lockedOutAt: expect.any(Number) });
    }
    expect(await other.browser.ask('GET', '/v1/me/grants')).toEqual({ onUser: [], held: [] });
    expect(await logged()).toContainEqual(
      expect.objectContaining({
        event: 'member.locked_out',
        member: expect.objectContaining({ id: accountId }),
        actor: expect.objectContaining({ kind: 'operator' }),
        details: { count: 1, grants: 1 },
      }),
    );
    await ask('POST', `/operator/accounts/${login}/enabling`);
    for (const organization of [home, own]) expect(await stateIn(organization)).toMatchObject({ lockedOutAt: null });
    expect(await stateIn(strict)).toMatchObject({ lockedOutAt: expect.any(Number), disabledAt: null });
    expect((await browser.signIn(login, password)).organizations.map(({ name }) => name)).toEqual(['Home', 'Own']);
  });
});
