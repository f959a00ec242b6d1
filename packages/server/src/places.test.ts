import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlaces, PlaceDatabaseError } from './places.ts';
import { makeDatabase, type Value } from './test-helpers/mmdb.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-places-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(content: Buffer | string): string {
  const path = join(folder, 'city.mmdb');
  writeFileSync(path, content);
  return path;
}

describe('With the countries that come along', () => {
  const { placeOf } = openPlaces(null);

  test.each([
    ['193.10.1.1', 'SE'],
    ['::ffff:193.10.1.1', 'SE'],
    ['2001:6b0::1', 'SE'],
    ['8.8.8.8', 'US'],
  ])('%s is in %s', (address, countryCode) => {
    expect(placeOf(address)).toEqual({ kind: 'country', countryCode });
  });

  test.each(['127.0.0.1', '::1', '10.1.2.3', '192.168.0.9', '100.64.1.1', '169.254.1.1', 'fe80::1%eth0', 'fd00::1'])(
    '%s is of a local network',
    (address) => {
      expect(placeOf(address)).toEqual({ kind: 'private' });
    },
  );

  test.each(['240.0.0.1', '2001:db8::1', 'no address', ''])('Where %s is, nobody knows', (address) => {
    expect(placeOf(address)).toEqual({ kind: 'unknown' });
  });

  test('Without an address there is no place', () => {
    expect(placeOf(null)).toEqual({ kind: 'none' });
  });
});

describe('With a city database', () => {
  const makers: [maker: string, row: Value, place: object][] = [
    [
      'MaxMind',
      {
        country: { iso_code: 'SE', names: { en: 'Sweden' } },
        city: { names: { en: 'Uppsala', de: 'Uppsala' } },
        location: { latitude: 59.85, longitude: 17.63, accuracy_radius: 20 },
      },
      { kind: 'city', countryCode: 'SE', city: 'Uppsala', accuracyKm: 20 },
    ],
    [
      'DB-IP',
      { country: { iso_code: 'SE' }, city: { names: { en: 'Uppsala' } }, location: { latitude: 59.85 } },
      { kind: 'city', countryCode: 'SE', city: 'Uppsala' },
    ],
    [
      'ip-location-db',
      { country_code: 'SE', city: 'Uppsala', latitude: 59.85 },
      { kind: 'city', countryCode: 'SE', city: 'Uppsala' },
    ],
    ['IPinfo', { country: 'SE', city: 'Uppsala', lat: '59.85' }, { kind: 'city', countryCode: 'SE', city: 'Uppsala' }],
  ];

  test.each(makers)('The fields of %s are found', (maker, row, place) => {
    const { placeOf } = openPlaces(fileWith(makeDatabase(maker, { '8.8.8.0/24': row, '2001:6b0::/32': row })));
    expect(placeOf('8.8.8.8')).toEqual(place);
    expect(placeOf('::ffff:8.8.8.8')).toEqual(place);
    expect(placeOf('2001:6b0::1')).toEqual(place);
    expect(placeOf('193.10.1.1')).toEqual({ kind: 'unknown' });
    expect(placeOf('10.0.0.1')).toEqual({ kind: 'private' });
  });

  test('Where it knows the country only, that is said', () => {
    const rows = { '8.8.8.0/24': { country_code: 'US', city: '' } };
    expect(openPlaces(fileWith(makeDatabase('city', rows))).placeOf('8.8.8.8')).toEqual({
      kind: 'country',
      countryCode: 'US',
    });
  });

  test('One that is missing stops the start', () => {
    expect(() => openPlaces(join(folder, 'nowhere.mmdb'))).toThrow(
      /cannot be read \(ENOENT.*Correct ROLLCALL_CITY_DATABASE/,
    );
  });

  test.each([
    ['empty', ''],
    ['text', 'Uppsala,59.85,17.63\n'.repeat(500)],
  ])('One that is %s stops the start', (_, content) => {
    expect(() => openPlaces(fileWith(content))).toThrow(PlaceDatabaseError);
  });

  test('One without places stops the start and is named', () => {
    const networks = makeDatabase('GeoLite2-ASN', { '8.8.8.0/24': { autonomous_system_number: 15_169 } });
    expect(() => openPlaces(fileWith(networks))).toThrow(/\(GeoLite2-ASN\) has no fields with places/);
  });
});
