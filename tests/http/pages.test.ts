import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../src/test-server.ts';

describe('pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-pages-'));
  let server: TestServer;

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    mkdirSync(join(folder, '.vite'));
    writeFileSync(join(folder, '.vite/site-map.json'), JSON.stringify(['/', '/sign-in', '/settings/users/:id']));
    writeFileSync(join(folder, 'index.html'), `<!doctype html><title>Rollcall</title>${' '.repeat(2_000)}`);
    writeFileSync(join(folder, 'assets/app-abc123.js'), 'console.log(1);'.repeat(200));
    writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
    server = await startTestServer('sqlite', {}, { pagesFolder: folder });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    server.browser().send('GET', path, undefined, { accept: 'text/html,*/*', ...headers });

  it.each(['/', '/sign-in', '/sign-in?next=/nothing', '/Sign-In/', '/settings/users/7', '/?a=b'])(
    '%s is the page, always asked for anew',
    async (path) => {
      const page = await get(path);
      expect(page.status).toBe(200);
      expect(page.text).toContain('<title>Rollcall</title>');
      expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
      expect(page.headers['accept-ch']).toContain('Sec-CH-UA-Platform-Version');
    },
  );

  it.each([
    '/nothing',
    '/sign-in/7',
    '/settings/users',
    '/settings/users/7/8',
    '/nothing?at=/sign-in',
    '/.vite/nothing',
  ])('%s is not found, and the page says so to whoever wanted one', async (path) => {
    const page = await get(path);
    expect(page.status).toBe(404);
    expect(page.text).toContain('<title>Rollcall</title>');
    expect(page.headers['cache-control']).toBe('no-cache');
  });

  it('a page runs nothing but its own scripts, stands in no frame, and tells nobody where it was', async () => {
    const { headers } = await get('/');
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('files whose name says what is in them are kept for good, and sent packed', async () => {
    const plain = await get('/assets/app-abc123.js');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
    const packed = await get('/assets/app-abc123.js', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(Number(packed.headers['content-length'])).toBeLessThan(100);
    expect((await get('/favicon.svg')).headers['content-type']).toBe('image/svg+xml');
  });

  it.each(['/v1/nothing', '/operator/status', '/health/nothing', '/assets/nothing.js', '/assets/../../package.json'])(
    '%s is not the page',
    async (path) => {
      expect((await get(path)).json()).toMatchObject({ code: 'not_found' });
    },
  );

  it('what is not asked for as a page is not found', async () => {
    expect((await get('/nothing', { accept: 'application/json' })).json()).toMatchObject({ code: 'not_found' });
    expect((await server.browser().send('POST', '/nothing', {})).json()).toMatchObject({ code: 'not_found' });
  });

  it('the description of the interface can be read and browsed', async () => {
    expect((await get('/openapi.json')).json()).toMatchObject({ openapi: '3.1.1' });
    const browsable = await get('/docs/');
    expect(browsable.status).toBe(200);
    expect(browsable.headers['content-security-policy']).toContain("script-src 'self';");
    expect(browsable.text).not.toMatch(/<script>|<style|onload=/);
  });

  it('over https the browser is told to stay with it', async () => {
    const secure = await startTestServer('sqlite', { ROLLCALL_PUBLIC_ORIGIN: 'https://rollcall.example' });
    const { headers } = await secure.browser().send('GET', '/v1/doors');
    expect(headers['strict-transport-security']).toContain('max-age=31536000');
    await secure.stop();
  });
});
