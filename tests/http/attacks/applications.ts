import { describe, expect, it } from 'vitest';
import { sessionCookie } from '../../src/browser.ts';
import { type Answered, send } from '../../src/http.ts';
import { bodyOf, pathOf, publicRows, type TableRow } from '../../src/route-table.ts';
import { expectProblem, type Scene } from './scene.ts';

/** What the scene's server has been told to take bearer tokens from. */
export const applicationOrigin = 'https://app.example';

const changing = publicRows.filter(({ method }) => method !== 'GET');
const named = changing.map((row) => [row.key, row] as const);
const own = named.filter(([, { route }]) => route.permission === 'self');
const others = named.filter(([, { route }]) => route.permission !== 'self');

const sites = ['cross-site', 'same-site'];
const lookalikes = [
  'https://evil.example',
  'https://app.example.evil.example',
  'https://evil.app.example',
  'http://app.example',
  'https://app.example:8443',
  'https://APP.example',
  'https://app.example/',
  'null',
];

export function attackFromApplications(scene: Scene): void {
  const ask = (row: TableRow, headers: Record<string, string>): Promise<Answered> =>
    send(scene.server.origin, { method: row.method, path: pathOf(row), body: bodyOf(row), headers });
  const bearer = () => ({ authorization: `Bearer ${scene.anna.token}` });
  const cookie = () => ({ cookie: `${sessionCookie}=${scene.anna.token}` });
  const readMe = (headers: Record<string, string>) =>
    send(scene.server.origin, { method: 'GET', path: '/v1/me', headers });

  it.each(named)('%s never takes a cookie from a page of a named application', async (_, row) => {
    for (const site of sites) {
      const page = { origin: applicationOrigin, 'sec-fetch-site': site };
      expectProblem(await ask(row, { ...page, ...cookie() }), 'cross_site');
      expectProblem(await ask(row, { ...page, ...cookie(), ...bearer() }), 'cross_site');
      expectProblem(await ask(row, { ...page, ...bearer(), cookie: 'theirs=1' }), 'cross_site');
      expectProblem(await ask(row, page), 'cross_site');
    }
    expect((await scene.anna.send('GET', '/v1/me')).status).toBe(200);
  });

  it.each(named)('%s takes no token from a page of any other origin', async (_, row) => {
    for (const origin of lookalikes) {
      const answered = await ask(row, { origin, 'sec-fetch-site': 'cross-site', ...bearer() });
      expectProblem(answered, 'cross_site');
      expect(answered.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it.each(own)('%s is judged by its token alone where a named application asks', async (_, row) => {
    const page = { origin: applicationOrigin, 'sec-fetch-site': 'cross-site' };
    const answered = await ask(row, { ...page, authorization: 'Bearer rcs_nobodys' });
    expectProblem(answered, 'not_signed_in');
    expect(answered.headers['access-control-allow-origin']).toBe(applicationOrigin);
  });

  it.each(others)('%s is no way in from the page of an application', async (_, row) => {
    const page = { origin: applicationOrigin, 'sec-fetch-site': 'cross-site' };
    const answered = await ask(row, { ...page, ...bearer() });
    expectProblem(answered, 'cross_site');
    expect(answered.headers['set-cookie']).toBeUndefined();
  });

  describe('what a browser lets a page read', () => {
    it('is read by a named application, with its token and without credentials', async () => {
      const answered = await readMe({ origin: applicationOrigin, 'sec-fetch-site': 'cross-site', ...bearer() });
      expect(answered.status).toBe(200);
      expect(answered.headers['access-control-allow-origin']).toBe(applicationOrigin);
      expect(answered.headers['access-control-allow-credentials']).toBeUndefined();
      expect(answered.headers.vary).toMatch(/\bOrigin\b/);
    });

    it.each(lookalikes)('is not read by %s', async (origin) => {
      const answered = await readMe({ origin, 'sec-fetch-site': 'cross-site', ...bearer() });
      expect(answered.headers['access-control-allow-origin']).toBeUndefined();
      expect(answered.headers.vary).toMatch(/\bOrigin\b/);
    });

    it('is not asked for with a cookie: no answer to a preflight allows credentials', async () => {
      const preflight = (origin: string) =>
        send(scene.server.origin, {
          method: 'OPTIONS',
          path: '/v1/me',
          headers: {
            origin,
            'access-control-request-method': 'PATCH',
            'access-control-request-headers': 'authorization',
          },
        });
      const { status, headers } = await preflight(applicationOrigin);
      expect(status).toBe(204);
      expect(headers).toMatchObject({
        'access-control-allow-origin': applicationOrigin,
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-max-age': '7200',
      });
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      for (const origin of lookalikes) {
        const refused = await preflight(origin);
        expectProblem(refused, 'method_not_allowed');
        expect(refused.headers['access-control-allow-origin']).toBeUndefined();
      }
    });
  });
}
