import type { QueryOf } from '@rollcall/api';
import type { SessionsWanted } from '@rollcall/core';
import type { House } from './house.ts';

type Asked = Pick<QueryOf<'GET /v1/organization/sessions'>, 'search' | 'state' | 'type' | 'from' | 'to' | 'country'>;

/** Which sessions of an organization a query asks for. */
export function sessionsWanted(
  { placeOf }: Pick<House, 'placeOf'>,
  { search, state, type, from, to, country }: Asked,
): Pick<SessionsWanted, 'filter' | 'search' | 'matches'> {
  return {
    filter: { state: state ?? 'live', type: type ?? null, from: from ?? null, to: to ?? null },
    search: search ?? null,
    matches: country === undefined ? null : ({ lastAddress }) => placeOf(lastAddress).countryCode === country,
  };
}
