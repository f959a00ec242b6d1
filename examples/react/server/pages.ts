import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { Settings } from './settings.ts';

const folder = join(import.meta.dirname, '../dist');

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing inline, nothing from elsewhere: Rollcall's components need no exception but the address that they ask. */
const policy = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
];

/** A built file, and the one page for every other path. */
export function createPages({ serviceCredential, rollcallOrigin }: Settings) {
  const asks = serviceCredential === null ? [] : [`connect-src 'self' ${rollcallOrigin}`];
  return (pathname: string, response: ServerResponse): void => {
    const file = /^\/[\w./-]+\.\w+$/.test(pathname) && !pathname.includes('..') ? join(folder, pathname) : '';
    const found = file !== '' && existsSync(file) ? file : join(folder, 'index.html');
    response.writeHead(200, {
      'content-type': mediaTypes[extname(found)] ?? 'application/octet-stream',
      'content-security-policy': [...policy, ...asks].join('; '),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    });
    response.end(readFileSync(found));
  };
}
