import { randomBytes } from 'node:crypto';
import type { Me } from '@rollcall/api';
import { makeToken } from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { browserCookie, sessionCookie } from '../../src/browser.ts';
import { type Answered, send } from '../../src/http.ts';
import { bodyOf, operatorRows, ownRows, pathOf, type TableRow } from '../../src/route-table.ts';
import { password } from '../../src/test-server.ts';
import { expectProblem, type Scene } from './scene.ts';

const hour = 3_600_000;

export function attackWithCredentials(scene: Scene): void {
  const sendWith = (row: TableRow, headers: Record<string, string | string[]>): Promise<Answered> =>
    send(scene.server.origin, {
      method: row.method,
      path: pathOf(row),
      body: bodyOf(row),
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    });
  const withCookie = (row: TableRow, token: string) => sendWith(row, { cookie: `${sessionCookie}=${token}` });

  describe.each(ownRows.map((row) => [row.key, row] as const))('%s', (_, row) => {
    it('refuses whoever brings no credential', async () => {
      expectProblem(await sendWith(row, {}), 'not_signed_in');
    });

    it.each([
      ['nonsense', 'nonsense'],
      ['nothing', ''],
      ['a token that nobody has', makeToken('session', null, (count) => randomBytes(count))],
      ['a token with a wrong checksum', `rcs_${'0'.repeat(36)}`],
      ['a service credential that nobody has', makeToken('service_credential', null, (count) => randomBytes(count))],
      ['a browser token', makeToken('browser', null, (count) => randomBytes(count))],
      ['a link', makeToken('link', null, (count) => randomBytes(count))],
      ['a path', '../../etc/passwd'],
      ['SQL', "' or 1=1 --"],
    ])('refuses %s for a session', async (_name, token) => {
      expectProblem(await withCookie(row, token), 'not_signed_in');
      expectProblem(await sendWith(row, { authorization: `Bearer ${token}` }), 'not_signed_in');
    });

    it.each([
      [
        'two cookies of one name',
        (token: string) => ({ cookie: `${sessionCookie}=${token}; ${sessionCookie}=${token}` }),
      ],
      ['two cookie headers', (token: string) => ({ cookie: [`${sessionCookie}=${token}`, `${sessionCookie}=x`] })],
      [
        'a cookie and a bearer',
        (token: string) => ({ cookie: `${sessionCookie}=${token}`, authorization: `Bearer ${token}` }),
      ],
      ['two bearers', (token: string) => ({ authorization: [`Bearer ${token}`, `Bearer ${token}`] })],
    ])('refuses %s', async (_name, headers) => {
      expectProblem(await sendWith(row, headers(scene.anna.token)), 'ambiguous_credentials');
    });
  });

  describe('a session that is over', () => {
    it('opens no route once it was revoked, rotated, or timed out', async () => {
      const { server } = scene;
      const revoked = server.browser();
      await revoked.signIn('bertil', password);
      const revokedToken = revoked.token;
      await revoked.ask('POST', '/v1/sign-out');
      const rotated = server.browser();
      await rotated.signIn('bertil', password);
      const rotatedToken = rotated.token;
      await rotated.ask('POST', '/v1/me/re-authentication', { password });
      for (const row of ownRows) {
        expectProblem(await withCookie(row, revokedToken), 'session_ended');
        expectProblem(await withCookie(row, rotatedToken), 'not_signed_in');
      }
      server.clock.pass(13 * hour);
      for (const row of ownRows) expectProblem(await withCookie(row, rotated.token), 'session_ended');
      await scene.anna.signIn('anna', password);
    });

    it('opens no route while it is held', async () => {
      const { server } = scene;
      const [thief, mine] = [server.browser(), server.browser()];
      const { session } = await thief.signIn('bertil', password);
      await mine.signIn('bertil', password);
      server.clock.pass(hour / 4);
      await mine.ask('POST', `/v1/me/sessions/${session.id}/revocation`);
      for (const row of ownRows) expectProblem(await withCookie(row, thief.token), 'session_held');
      await scene.anna.signIn('anna', password);
    });
  });

  it('a session given to the victim before sign-in is not the one after it', async () => {
    const victim = scene.server.browser();
    const planted = makeToken('session', null, (count) => randomBytes(count));
    victim.cookies.set(sessionCookie, planted);
    await victim.signIn('bertil', password);
    expect(victim.token).not.toBe(planted);
    const attacker = scene.server.browser();
    attacker.cookies.set(sessionCookie, planted);
    expectProblem(await attacker.send('GET', '/v1/me'), 'not_signed_in');
  });

  it('a stolen browser cookie signs nobody in', async () => {
    const thief = scene.server.browser();
    thief.cookies.set(browserCookie, scene.anna.cookies.get(browserCookie) ?? '');
    expectProblem(await thief.send('GET', '/v1/me'), 'not_signed_in');
    expect((await thief.ask<{ state: string }>('GET', '/v1/ending')).state).toBe('none');
  });

  it('one browser with two accounts is two devices, and neither learns of the other', async () => {
    const shared = scene.server.browser();
    const first = await shared.signIn('bertil', password);
    const second = await shared.signIn('anna', password);
    expect(second.session.deviceId).not.toBe(first.session.deviceId);
    expect(JSON.stringify(await shared.ask<Me>('GET', '/v1/me/devices'))).not.toContain(first.session.deviceId);
  });

  it.each(operatorRows.map((row) => [row.key, row] as const))('%s does not exist over TCP', async (_, row) => {
    const answered = await withCookie(row, scene.anna.token);
    expectProblem(answered, 'not_found');
    expectProblem(await sendWith(row, { authorization: `Bearer ${scene.anna.token}` }), 'not_found');
  });
}
