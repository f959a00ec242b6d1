import { randomBytes } from 'node:crypto';
import type { AnswerOf } from '@rollcall/api';
import { makeToken, servicePermissions } from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { sessionCookie } from '../../src/browser.ts';
import { type Answered, send } from '../../src/http.ts';
import { bodyOf, operatorRows, ownRows, pathOf, serviceRows, type TableRow, unknownId } from '../../src/route-table.ts';
import { password } from '../../src/test-server.ts';
import { TestService } from '../../src/test-service.ts';
import { expectProblem, type Scene, withoutRequestId } from './scene.ts';

const named = (rows: readonly TableRow[]) => rows.map((row) => [row.key, row] as const);
const random = (count: number) => randomBytes(count);

export function attackWithServices(scene: Scene): void {
  const sendWith = (row: TableRow, headers: Record<string, string | string[]>, path = pathOf(row)): Promise<Answered> =>
    send(scene.server.origin, {
      method: row.method,
      path,
      body: bodyOf(row),
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    });
  const withBearer = (row: TableRow, token: string, path?: string) =>
    sendWith(row, { authorization: `Bearer ${token}` }, path);

  describe.each(named(serviceRows))('%s', (_, row) => {
    it('refuses whoever brings no credential', async () => {
      expectProblem(await sendWith(row, {}), 'service_credential_refused');
    });

    it('refuses everything that is no service credential', async () => {
      const { anna } = scene;
      const issued = await scene.acme.signIn('attacked');
      const others = [
        'nonsense',
        '',
        anna.token,
        issued.token,
        issued.browserToken,
        makeToken('service_credential', null, random),
        makeToken('session', null, random),
        makeToken('link', null, random),
        `rcv_${'0'.repeat(36)}`,
      ];
      for (const token of others) expectProblem(await withBearer(row, token), 'service_credential_refused');
    });

    it('takes no service credential out of a cookie', async () => {
      const cookie = `${sessionCookie}=${scene.acme.token}`;
      expectProblem(await sendWith(row, { cookie }), 'service_credential_refused');
      const [name, value] = ['authorization', `Bearer ${scene.acme.token}`];
      expectProblem(await sendWith(row, { cookie, [name]: value }), 'ambiguous_credentials');
      expectProblem(await sendWith(row, { [name]: [value, value] }), 'ambiguous_credentials');
    });

    it('refuses a service credential that was not given its permission', async () => {
      const { permission } = row.route;
      const others = servicePermissions.filter((other) => other !== permission);
      const poor = await TestService.withCredential(scene.server, 'Acme', others);
      const refused = await poor.send(row.method, pathOf(row), bodyOf(row));
      expectProblem(refused, 'forbidden');
      expect(refused.json()).toMatchObject({ reason: permission });
    });

    it('refuses a service credential that was ended, rotated or has expired', async () => {
      const { server } = scene;
      const [ended, rotated] = [
        await TestService.withCredential(server, 'Acme', servicePermissions),
        await TestService.withCredential(server, 'Acme', servicePermissions),
      ];
      const short = await TestService.withCredential(server, 'Acme', servicePermissions, server.clock.now() + 1_000);
      await short.signIn('attacked');
      await server.operator('POST', `/operator/service-credentials/${ended.credentialId}/revocation`);
      await server.operator('POST', `/operator/service-credentials/${rotated.credentialId}/rotation`, {});
      server.clock.pass(2_000);
      for (const { token } of [ended, rotated, short]) {
        expectProblem(await withBearer(row, token), 'service_credential_refused');
      }
    });
  });

  it.each(named(ownRows))('%s is opened by no service credential', async (_, row) => {
    expectProblem(await withBearer(row, scene.acme.token), 'not_signed_in');
    expectProblem(await sendWith(row, { cookie: `${sessionCookie}=${scene.acme.token}` }), 'not_signed_in');
  });

  it.each(named(operatorRows))('%s is opened by no service credential', async (_, row) => {
    expectProblem(await withBearer(row, scene.acme.token), 'not_found');
  });

  describe("another service's ids", () => {
    const rowsWithIds = serviceRows.filter(({ pattern }) => /:(id|externalId)/.test(pattern));

    it.each(named(rowsWithIds))('%s answers like for unknown ones', async (_, row) => {
      const { server, acme } = scene;
      const rival = await TestService.make(server, `Rival ${randomBytes(4).toString('hex')}`);
      const theirs = await acme.signIn('carla');
      const unknown = await rival.send(row.method, pathOf(row), bodyOf(row));
      expectProblem(unknown, 'not_found');
      const path = pathOf(row, { id: theirs.session.id, externalId: 'carla' });
      const answered = await rival.send(row.method, path, bodyOf(row));
      expect(answered.status).toBe(404);
      expect(withoutRequestId(answered)).toBe(withoutRequestId(unknown));
      expect({ ...answered.headers, date: '' }).toEqual({ ...unknown.headers, date: '' });
      expect(await acme.verify(theirs.token)).toMatchObject({ active: true });
    });

    it('a session of somebody who signed in here is out of reach of every service', async () => {
      const { server, acme } = scene;
      const browser = server.browser();
      const { session, account } = await browser.signIn('bertil', password);
      expect(await acme.verify(browser.token)).toEqual({ active: false });
      expectProblem(await acme.send('POST', `/v1/service/sessions/${session.id}/revocation`), 'not_found');
      expectProblem(await acme.send('GET', `/v1/service/accounts/${account.id}/sessions`), 'not_found');
      await acme.signIn('bertil', { replaces: browser.token });
      expect((await browser.send('GET', '/v1/me')).status).toBe(200);
    });

    it('the same external id at two services is two accounts that never meet', async () => {
      const { server, acme } = scene;
      const rival = await TestService.make(server, 'Twin');
      const emails = ['dana@example.org'];
      const [here, there] = [await acme.signIn('dana', { emails }), await rival.signIn('dana', { emails })];
      expect(here.account.id).not.toBe(there.account.id);
      expect(await rival.verify(here.token)).toEqual({ active: false });
      expect(await acme.verify(there.token)).toEqual({ active: false });
      await rival.ask('POST', '/v1/service/accounts/dana/disabling');
      expect(await acme.verify(here.token)).toMatchObject({ active: true, account: { externalId: 'dana' } });
    });
  });

  it('an e-mail address that a service names signs nobody in and resets no password', async () => {
    const { server, acme } = scene;
    await acme.signIn('erik', { emails: ['erik@example.org'], displayName: 'Erik' });
    const browser = server.browser();
    for (const login of ['erik', 'erik@example.org', 'Erik']) {
      expectProblem(await browser.send('POST', '/v1/sign-in', { login, password }), 'wrong_credentials');
    }
  });

  it('spares nothing but what is named, and not what is another account’s', async () => {
    const { acme } = scene;
    const [mine, other] = [await acme.signIn('frida'), await acme.signIn('gustav')];
    const except = [unknownId, other.session.id];
    const path = '/v1/service/accounts/frida/sessions/revocation';
    type Outcome = AnswerOf<'POST /v1/service/accounts/:externalId/sessions/revocation'>;
    expect(await acme.ask<Outcome>('POST', path, { except })).toMatchObject({ count: 1 });
    expect(await acme.verify(mine.token)).toEqual({ active: false });
    expect(await acme.verify(other.token)).toMatchObject({ active: true });
  });
}
