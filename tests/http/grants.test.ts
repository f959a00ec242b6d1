import type { ActedFor, Grant, Grants } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { type Person, peopleOf, prove, refused } from '../src/people.ts';
import { engines, startTestServer, type TestServer } from '../src/test-server.ts';

const minute = 60_000;

describe.each(engines)('acting on behalf of others on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let annaId: string;
  let person: ReturnType<typeof peopleOf>;

  beforeAll(async () => {
    server = await startTestServer(engine);
    const first = await server.setUp('anna');
    anna = first.browser;
    annaId = first.me.account.id;
    person = peopleOf(server, () => anna);
  });
  afterAll(() => server.stop());

  async function make(on: Person, holder: Person, more: object = {}, by = anna): Promise<Grant> {
    await prove(by);
    return by.ask<Grant>('POST', `/v1/organization/users/${on.id}/grants`, { holderId: holder.id, ...more });
  }
  const look = async (holder: Person, on: Pick<Person, 'id'>) =>
    (await holder.browser.send('GET', `/v1/me/acting-for/${on.id}`)).status;

  it('lets the holder see what that person holds, and nothing of anybody else', async () => {
    const [on, holder, third] = [await person('member'), await person('member'), await person('member')];
    expect(await look(holder, on)).toBe(404);
    const grant = await make(on, holder);
    expect(grant).toMatchObject({
      user: { id: on.id },
      holder: { id: holder.id },
      byName: 'Anna Lind',
      organizationName: 'Home',
      expiresAt: null,
    });
    const view = await holder.browser.ask<ActedFor>('GET', `/v1/me/acting-for/${on.id}`);
    expect(view).toMatchObject({ user: { id: on.id }, devices: [{ sessions: [{ state: 'active' }] }] });
    expect(await look(holder, third)).toBe(404);
    expect(await look(on, holder)).toBe(404);
    expect(await refused(holder.browser, 'GET', `/v1/organization/users/${on.id}`)).toBe('platform.users.view');
  });

  it('is seen by the one it is about, who may end it', async () => {
    const [on, holder, third] = [await person('member'), await person('member'), await person('member')];
    const { id } = await make(on, holder);
    const mine = await on.browser.ask<Grants>('GET', '/v1/me/grants');
    expect(mine.onUser.map((one) => [one.id, one.holder.id])).toEqual([[id, holder.id]]);
    expect((await holder.browser.ask<Grants>('GET', '/v1/me/grants')).held).toHaveLength(1);
    expect(await refused(third.browser, 'POST', `/v1/me/grants/${id}/ending`)).toBe('not_found');
    await on.browser.ask('POST', `/v1/me/grants/${id}/ending`);
    expect(await look(holder, on)).toBe(404);
    expect(await refused(anna, 'POST', `/v1/organization/grants/${id}/ending`)).toBe('not_found');
  });

  it('is never given beyond the rights of whoever gives it', async () => {
    const [administrator, member] = [await person('administrator'), await person('member')];
    await prove(administrator.browser);
    const give = (on: string, holderId: string) =>
      refused(administrator.browser, 'POST', `/v1/organization/users/${on}/grants`, { holderId });
    expect(await give(annaId, administrator.id)).toBe('beyond_own_rights');
    expect(await give(annaId, member.id)).toBe('beyond_own_rights');
    expect(await give(member.id, annaId)).toBe('beyond_own_rights');
    expect(await give(member.id, member.id)).toBe('grant_to_oneself');
    expect(
      await refused(member.browser, 'POST', `/v1/organization/users/${administrator.id}/grants`, {
        holderId: member.id,
      }),
    ).toBe('pf.users.grant');
  });

  it('ends when it expires, with the membership of either, and when the person rises', async () => {
    const [on, holder] = [await person('member'), await person('member')];
    const expiresAt = server.clock.now() + 5 * minute;
    await make(on, holder, { expiresAt });
    expect(await look(holder, on)).toBe(200);
    server.clock.pass(6 * minute);
    expect(await look(holder, on)).toBe(404);
    expect((await on.browser.ask<Grants>('GET', '/v1/me/grants')).onUser).toEqual([]);

    const rising = await person('member');
    await make(rising, holder);
    await prove(anna);
    await anna.ask('POST', `/v1/organization/users/${rising.id}/role`, { role: 'administrator' });
    expect(await look(holder, rising)).toBe(404);

    await make(on, holder);
    await make(holder, on);
    await anna.ask('POST', `/v1/organization/users/${on.id}/removal`);
    expect(await look(holder, on)).toBe(404);
    expect(await holder.browser.ask<Grants>('GET', '/v1/me/grants')).toEqual({ onUser: [], held: [] });
  });
});
