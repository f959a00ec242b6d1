import { describe, expect, it } from 'vitest';
import { returnAddress } from './return-address.ts';

describe('the address to return to after signing in', () => {
  it.each(['/', '/activity', '/activity?group=devices', '/a/b-c_d', '/security'])('keeps the own path %s', (path) => {
    expect(returnAddress(path)).toBe(path);
  });

  it.each([
    null,
    '',
    '//e',
    '//e.example/x',
    '/\\e',
    '/\\/e',
    '\\\\e',
    '/a\\..\\..\\e',
    'https:e',
    'https://e.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' //e',
    '/\t/e',
    '/\n/e',
    '\t//e',
    '/\u0000',
    '/ä',
    '/a/..//e.example',
    '/.//e.example',
    '/%2e//e.example',
    'activity',
    '/sign-in',
    '/sign-in?next=/activity',
    '/reset',
  ])('goes home instead of %j', (path) => {
    expect(returnAddress(path)).toBe('/');
  });

  it('drops a fragment, where secrets of links stand', () => {
    expect(returnAddress('/activity#secret')).toBe('/activity');
  });
});
