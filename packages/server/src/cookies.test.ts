import { describe, expect, it } from 'vitest';
import { browserCookie, browserCookieFor, readPresentation, sessionCookie, sessionCookieFor } from './cookies.ts';

const read = (...cookieHeaders: string[]) => readPresentation(cookieHeaders.flatMap((value) => ['Cookie', value]));

describe('readPresentation', () => {
  it('finds both cookies among others', () => {
    expect(read(`a=1; ${sessionCookie}=s; b=${sessionCookie}; ${browserCookie}=b`)).toEqual({
      sessionToken: 's',
      browserToken: 'b',
      hasCookies: true,
      isAmbiguous: false,
    });
  });

  it.each([
    ['no value', `${sessionCookie}`],
    ['a longer name', `x${sessionCookie}=s`],
    ['a name that goes on', `${sessionCookie}2=s`],
    ['other case', `${sessionCookie.toUpperCase()}=s`],
    ['the name inside a value', `a=${sessionCookie}=s`],
    ['nothing but separators', ';;; ; =; =='],
    ['control characters', '\u0001\u007f=\t;'],
  ])('takes nothing from %s', (_, header) => {
    expect(read(header)).toMatchObject({ sessionToken: null, isAmbiguous: false });
  });

  it.each([
    ['twice in one header', [`${sessionCookie}=a; ${sessionCookie}=b`]],
    ['the same value twice', [`${sessionCookie}=a;${sessionCookie}=a`]],
    ['in two headers', [`${sessionCookie}=a`, `${sessionCookie}=b`]],
  ])('calls a session cookie %s ambiguous', (_, headers) => {
    expect(read(...headers).isAmbiguous).toBe(true);
  });

  it('reads a bearer, whatever the case of its scheme', () => {
    expect(readPresentation(['authorization', 'bEaReR  rcs_x ']).sessionToken).toBe('rcs_x');
  });

  it('takes no token from another scheme', () => {
    expect(readPresentation(['Authorization', 'Basic cmNzX3g=']).sessionToken).toBeNull();
  });

  it('calls a cookie beside a bearer, and two Authorization headers, ambiguous', () => {
    expect(readPresentation(['cookie', `${sessionCookie}=a`, 'authorization', 'Bearer a']).isAmbiguous).toBe(true);
    expect(readPresentation(['authorization', 'Bearer a', 'Authorization', 'Bearer a']).isAmbiguous).toBe(true);
  });

  it('takes time in proportion to the header', () => {
    const hostile = ` ${sessionCookie}`.repeat(20_000);
    const began = performance.now();
    expect(read(hostile).sessionToken).toBeNull();
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('the cookies that are set', () => {
  it('are Secure, HttpOnly, same-site, for the whole host and without a domain', () => {
    for (const cookie of [sessionCookieFor('t', null), sessionCookieFor('t', 1_500), browserCookieFor('t')]) {
      expect(cookie).toMatch(/^__Host-.*; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
      expect(cookie).not.toMatch(/domain/i);
    }
  });

  it('last only where one asked to stay signed in', () => {
    expect(sessionCookieFor('t', null)).not.toContain('Max-Age');
    expect(sessionCookieFor('t', 1_500)).toContain('Max-Age=1;');
    expect(browserCookieFor('t')).toContain('Max-Age=34560000');
  });
});
