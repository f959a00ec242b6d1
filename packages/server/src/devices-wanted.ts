import type { QueryOf } from '@rollcall/api';
import type { DevicesWanted } from '@rollcall/core';
import type { House } from './house.ts';

type Asked = Pick<QueryOf<'GET /v1/organization/devices'>, 'search' | 'type' | 'state' | 'trust' | 'country'>;

/** Which devices of an organization a query asks for. */
export function devicesWanted(
  { placeOf }: Pick<House, 'placeOf'>,
  { search, type, state, trust, country }: Asked,
): Pick<DevicesWanted, 'filter' | 'search' | 'matches'> {
  return {
    filter: { type: type ?? null, state: state ?? null, trust: trust ?? null },
    search: search ?? null,
    matches: country === undefined ? null : ({ lastAddress }) => placeOf(lastAddress).countryCode === country,
  };
}
