import { connect } from 'node:net';
import type { SignedIn } from '@rollcall/api';
import { describe, expect, it } from 'vitest';
import { send } from '../../src/http.ts';
import { pathOf, publicRows } from '../../src/route-table.ts';
import { password, secretOf } from '../../src/test-server.ts';
import { expectProblem, type Scene } from './scene.ts';

export function attackWithParsing(scene: Scene): void {
  /** Bytes as they are, which no client library would send. */
  function sendBytes(text: string): Promise<string> {
    const { hostname, port } = new URL(scene.server.origin);
    return new Promise((resolve, reject) => {
      let answered = '';
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.on('data', (chunk) => {
        answered += chunk;
        if (answered.endsWith('}')) socket.end();
      });
      socket.on('close', () => resolve(answered));
      socket.on('error', reject);
    });
  }
  const code = (answered: string) => /"code":"([a-z_]+)"/.exec(answered)?.[1];

  it.each(publicRows.map((row) => [row.key, row] as const))('%s refuses headers of 100 kB', async (_, row) => {
    const answered = await send(scene.server.origin, {
      method: row.method,
      path: pathOf(row),
      headers: { cookie: 'a'.repeat(100_000) },
    });
    expectProblem(answered, 'header_too_large');
  });

  it.each([
    ['no request at all', 'hello\r\n\r\n'],
    ['a space before the colon', 'GET /v1/doors HTTP/1.1\r\nHost : a\r\n\r\n'],
    ['two lengths', 'POST /v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
    [
      'a length and chunks',
      'POST /v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a length that is no number', 'POST /v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n{}'],
    ['NUL in a header', 'GET /v1/doors HTTP/1.1\r\nHost: a\u0000b\r\n\r\n'],
    ['no host', 'GET /v1/doors HTTP/1.1\r\n\r\n'],
  ])('%s is a bad request', async (_, text) => {
    const answered = await sendBytes(text);
    expect(answered).toMatch(/^HTTP\/1\.1 400 /);
    expect(code(answered)).toBe('invalid_request');
  });

  it('a forged host or forwarded header leads no link astray and hides no address', async () => {
    const { server } = scene;
    const forged = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'gopher',
      'x-forwarded-for': '203.0.113.66',
      forwarded: 'host=evil.example;for=203.0.113.66',
      'x-real-ip': '203.0.113.66',
    };
    const browser = server.browser();
    await browser.signIn('bertil', password);
    const signedIn = await browser.send('POST', '/v1/sign-in', { login: 'bertil', password }, forged);
    expect(signedIn.text).not.toContain('evil.example');
    expect(signedIn.json<SignedIn>().me?.session.firstAddress).toBe('127.0.0.1');
    const made = await send(server.config.operatorSocketPath, {
      method: 'POST',
      path: '/operator/accounts/bertil/reset-link',
      headers: forged,
    });
    const { url } = made.json<{ url: string }>();
    expect(new URL(url).origin).toBe(server.config.publicOrigin);
    expect(secretOf(url)).toMatch(/^rcl_/);
    for (const path of ['/', '/openapi.json', '/docs/', '/v1/doors', '/nowhere']) {
      const answered = await send(server.origin, { method: 'GET', path, headers: { ...forged, accept: 'text/html' } });
      expect(answered.text + JSON.stringify(answered.headers)).not.toContain('evil.example');
    }
  });

  describe('what a client says of itself', () => {
    it.each([
      ['markup', '<script>alert(1)</script>'],
      ['a formula', '=cmd|calc!A1'],
      ['bytes of no encoding', '\u00ff\u00fe\u0080'],
      ['8,000 characters', 'Mozilla/5.0 '.repeat(660)],
      ['nested parentheses', `Mozilla/5.0 ${'('.repeat(4_000)}`],
    ])('%s signs in all the same', async (_, userAgent) => {
      const browser = scene.server.browser(userAgent);
      const me = await browser.signIn('bertil', password);
      expect(me.session.isCurrent).toBe(true);
      expect((await browser.send('GET', '/v1/me/devices')).status).toBe(200);
    });
  });

  it.each(['/v1/me/../me', '/v1//me', '/V1/me', '/v1/me/', '/v1/%6de', '//evil.example/v1/me', '/v1/me;a=b'])(
    '%s is not taken for another address',
    async (path) => {
      const answered = await send(scene.server.origin, { method: 'GET', path });
      expect([401, 404]).toContain(answered.status);
    },
  );
}
