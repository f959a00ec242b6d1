import type { ActedFor, Grant, Grants, LogLine } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { type Person, prove, refused, startWithPeople, type WithPeople } from '../src/people.ts';
import { engines, type TestServer } from '../src/test-server.ts';

const minute = 60_000;

describe.each(engines)('acting on behalf of others on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let annaId: string;
  let person: WithPeople['person'];

  beforeAll(async () => {
    ({ server, anna, annaId, person } = await startWithPeople(engine));
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

  it('is made, listed and ended by whoever runs the server too, bound by no role', async () => {
    const [on, holder] = [await person('administrator'), await person('member')];
    const path = `/operator/members/${on.login}/grants`;
    const operator = async (method: string, at: string, body?: unknown) => {
      const answered = await server.operator(method, at, body);
      const { code, reason } = answered.status === 204 ? {} : answered.json<{ code?: string; reason?: string }>();
      return reason ?? code ?? answered.status;
    };
    const made = (await server.operator('POST', path, { holder: holder.login })).json<Grant>();
    expect(made).toMatchObject({ user: { id: on.id }, holder: { id: holder.id }, byName: null, expiresAt: null });
    expect((await server.operator('GET', path)).json()).toEqual({ onUser: [made], held: [] });
    expect(await look(holder, on)).toBe(200);
    expect(await operator('POST', path, { holder: on.id })).toBe('grant_to_oneself');
    expect(await operator('POST', path, { holder: 'nobody' })).toBe('not_found');
    expect(await operator('POST', path, { holder: holder.id, expiresAt: 1 })).toBe('moment_invalid');
    expect(await operator('GET', `${path}?organization=Nowhere`)).toBe('not_found');
    expect(await operator('POST', `/operator/grants/${made.id}/ending`)).toBe(204);
    expect(await operator('POST', `/operator/grants/${made.id}/ending`)).toBe('not_found');
    expect(await look(holder, on)).toBe(404);
    const { rows } = await on.browser.ask<{ rows: LogLine[] }>('GET', '/v1/me/log');
    expect(
      rows.filter(({ event }) => event.startsWith('grant.')).map(({ event, actor }) => [event, actor.kind]),
    ).toEqual([
      ['grant.ended', 'operator'],
      ['grant.made', 'operator'],
    ]);
  });

  it('ends when it expires, with the membership of either, and with the role of either', async () => {
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

    const fallen = await person('administrator');
    const peer = await person('administrator');
    await make(peer, fallen, {}, fallen.browser);
    expect(await look(fallen, peer)).toBe(200);
    await prove(anna);
    await anna.ask('POST', `/v1/organization/users/${fallen.id}/role`, { role: 'member' });
    expect(await look(fallen, peer)).toBe(404);

    await make(on, holder);
    await make(holder, on);
    await anna.ask('POST', `/v1/organization/users/${on.id}/removal`);
    expect(await look(holder, on)).toBe(404);
    expect(await holder.browser.ask<Grants>('GET', '/v1/me/grants')).toEqual({ onUser: [], held: [] });
  });
});
