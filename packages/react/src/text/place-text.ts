import type { Place } from '@rollcall/client';
import type { TFunction } from 'i18next';
import type { Format } from './format.ts';

/** Where an address probably is; `null` where there is nothing to say. */
export function placeText(t: TFunction, format: Pick<Format, 'country'>, place: Place): string | null {
  const country = place.countryCode === undefined ? null : format.country(place.countryCode);
  if (place.kind === 'city' && place.city !== undefined && country !== null) {
    return t('place.near', { city: place.city, country });
  }
  if (place.kind === 'city' || place.kind === 'country') return country;
  return place.kind === 'none' ? null : t(`place.${place.kind}`);
}
