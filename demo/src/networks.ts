import { makeDatabase } from '../../packages/server/src/test-helpers/mmdb.ts';

/**
 * Where people of the demonstration are. All addresses are of the ranges set aside for documentation (RFC 5737, RFC 3849), so
 * that nobody's real network is shown; a place database made for the occasion puts them on the map.
 */
const places = {
  gothenburg: { network: '198.51.100.0/27', country: 'SE', city: 'Gothenburg' },
  stockholm: { network: '198.51.100.32/27', country: 'SE', city: 'Stockholm' },
  malmo: { network: '198.51.100.64/27', country: 'SE', city: 'Malmö' },
  office: { network: '198.51.100.96/27', country: 'SE', city: 'Gothenburg' },
  train: { network: '198.51.100.128/27', country: 'SE', city: 'Örebro' },
  copenhagen: { network: '203.0.113.0/27', country: 'DK', city: 'Copenhagen' },
  helsinki: { network: '203.0.113.32/27', country: 'FI', city: 'Helsinki' },
  berlin: { network: '203.0.113.64/27', country: 'DE', city: 'Berlin' },
  lisbon: { network: '203.0.113.96/27', country: 'PT', city: 'Lisbon' },
  kyoto: { network: '192.0.2.0/27', country: 'JP', city: 'Kyoto' },
  recife: { network: '192.0.2.32/27', country: 'BR', city: 'Recife' },
} as const;

export type PlaceName = keyof typeof places;

const addressesInNetwork = 30;

/** The address that one household or phone has at that place; the same for the same number. */
export function addressAt(place: PlaceName, number: number): string {
  const [first = '', last = 0] = splitLast(places[place].network.split('/')[0] ?? '');
  return `${first}.${last + 1 + (number % addressesInNetwork)}`;
}

function splitLast(address: string): [string, number] {
  const dot = address.lastIndexOf('.');
  return [address.slice(0, dot), Number(address.slice(dot + 1))];
}

/** The place database, in the format that `ROLLCALL_CITY_DATABASE` takes. */
export function placeDatabase(): Buffer {
  const rows = Object.values(places).map(({ network, country, city }) => [network, rowOf(country, city)] as const);
  return makeDatabase('Demonstration-City', Object.fromEntries([...rows, ['9.9.9.0/24', rowOf('CH', 'Zürich')]]));
}

function rowOf(country: string, city: string) {
  return { country: { iso_code: country }, city: { names: { en: city } }, location: { accuracy_radius: 20 } };
}
