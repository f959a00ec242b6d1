import { describe, expect, it } from 'vitest';
import { anywhere, areRanges, isInRanges, normalizeRanges, readRanges } from './address-ranges.ts';

const forSessions = (...session: string[]) => ({ ...anywhere, session });

describe('an address range', () => {
  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['192.0.2.129/25', '192.0.2.128/25'],
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1/32', '192.0.2.1'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8::1/33', '2001:db8::/33'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['::ffff:192.0.2.7/120', '192.0.2.0/24'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
  ])('%s is kept as %s', (text, spelling) => {
    expect(areRanges(forSessions(text))).toBe(true);
    expect(normalizeRanges(forSessions(text, spelling)).session).toEqual([spelling]);
  });

  it.each([
    '',
    'anywhere',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0.0/1e1',
    '10.0.0/8',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0-10.0.0.9',
    '2001:db8::/129',
    '::ffff:10.0.0.0/95',
    'fe80::%eth0/64',
    ' 10.0.0.0/8',
    '0x0a.0.0.0/8',
  ])('is not %s', (text) => {
    expect(areRanges(forSessions('192.0.2.0/24', text))).toBe(false);
  });

  it('is one of a hundred at most', () => {
    const many = Array.from({ length: 101 }, (_, nth) => `10.0.0.${nth}`);
    expect(areRanges(forSessions(...many.slice(1)))).toBe(true);
    expect(areRanges(forSessions(...many))).toBe(false);
  });
});

describe('an address', () => {
  const ranges = readRanges(['192.0.2.128/25', '203.0.113.7', '2001:db8:1::/48']);

  it.each(['192.0.2.128', '192.0.2.255', '203.0.113.7', '::ffff:192.0.2.200', '2001:db8:1:ffff::1'])(
    '%s is in the ranges',
    (address) => {
      expect(isInRanges(ranges, address)).toBe(true);
    },
  );

  it.each(['192.0.2.127', '192.0.3.128', '203.0.113.8', '2001:db8:2::1', '::c000:2c8', 'unknown', '', null])(
    '%s is outside',
    (address) => {
      expect(isInRanges(ranges, address)).toBe(false);
    },
  );
});
