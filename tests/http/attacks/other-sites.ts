import { describe, expect, it } from 'vitest';
import { sessionCookie } from '../../src/browser.ts';
import { send } from '../../src/http.ts';
import { bodyOf, pathOf, publicRows, type TableRow } from '../../src/route-table.ts';
import { password } from '../../src/test-server.ts';
import { expectProblem, type Scene } from './scene.ts';

const changing = publicRows.filter(({ method }) => method !== 'GET');
const named = changing.map((row) => [row.key, row] as const);

const foreign: readonly Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none, cross-site' },
  { 'sec-fetch-site': 'cross-site', origin: 'PUBLIC' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'PUBLIC.evil.example' },
  {},
];

export function attackFromOtherSites(scene: Scene): void {
  const asAnna = (row: TableRow, headers: Record<string, string>, method = row.method) =>
    send(scene.server.origin, {
      method,
      path: pathOf(row),
      body: bodyOf(row),
      headers: { cookie: `${sessionCookie}=${scene.anna.token}`, ...headers },
    });

  it.each(named)('%s is refused to other sites', async (_, row) => {
    const { publicOrigin } = scene.server.config;
    for (const headers of foreign) {
      const given = Object.entries(headers).map(([name, value]) => [name, value.replace('PUBLIC', publicOrigin)]);
      expectProblem(await asAnna(row, Object.fromEntries(given)), 'cross_site');
    }
    expect((await scene.anna.send('GET', '/v1/me')).status).toBe(200);
  });

  it('signing in is refused to other sites, so that nobody works in somebody else’s account', async () => {
    const answered = await send(scene.server.origin, {
      method: 'POST',
      path: '/v1/sign-in',
      body: { login: 'bertil', password },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expectProblem(answered, 'cross_site');
    expect(answered.headers['set-cookie']).toBeUndefined();
  });

  describe('a state changes by no other method', () => {
    const overrides = { 'x-http-method-override': 'POST', 'x-method-override': 'DELETE', 'x-http-method': 'PATCH' };

    it.each(named)('%s', async (_, row) => {
      const isReadToo = publicRows.some(({ method, pattern }) => method === 'GET' && pattern === row.pattern);
      const got = await asAnna(row, overrides, 'GET');
      // What reads may be for somebody else than Anna, or about nobody; it changes nothing all the same.
      expect(isReadToo ? [200, 204, 401, 404] : [405]).toContain(got.status);
      for (const method of ['HEAD', 'PUT', 'OPTIONS']) {
        expect((await asAnna(row, { ...overrides, 'sec-fetch-site': 'same-origin' }, method)).status).toBe(405);
      }
      expect((await scene.anna.send('GET', '/v1/me')).status).toBe(200);
    });
  });
}
