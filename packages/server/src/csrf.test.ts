import { describe, expect, it } from 'vitest';
import { isCrossSite } from './csrf.ts';

const origin = 'https://rollcall.example';

describe('isCrossSite', () => {
  it.each([
    ['a page of this origin', { 'sec-fetch-site': 'same-origin', cookie: 'a=b' }, false],
    ['the person in the address bar', { 'sec-fetch-site': 'none', cookie: 'a=b' }, false],
    ['another site', { 'sec-fetch-site': 'cross-site' }, true],
    ['a sibling host', { 'sec-fetch-site': 'same-site' }, true],
    ['a word that no browser sends', { 'sec-fetch-site': 'same-origin, same-origin' }, true],
    ['Fetch Metadata against a matching Origin', { 'sec-fetch-site': 'cross-site', origin }, true],
    ['an old browser, this origin', { origin, cookie: 'a=b' }, false],
    ['an old browser, another origin', { origin: 'https://evil.example', cookie: 'a=b' }, true],
    ['an old browser, another origin, no cookies', { origin: 'https://evil.example' }, true],
    ['an opaque origin', { origin: 'null', cookie: 'a=b' }, true],
    ['a program without cookies', {}, false],
    ['a program with cookies', { cookie: 'a=b' }, true],
  ])('%s', (_, headers, refused) => {
    expect(isCrossSite('POST', headers, origin)).toBe(refused);
    expect(isCrossSite('DELETE', headers, origin)).toBe(refused);
    expect(isCrossSite('GET', headers, origin)).toBe(false);
  });
});
