import type { Place } from '@rollcall/api';

/** Where an address probably is. */
export type PlaceOf = (address: string | null) => Place;
