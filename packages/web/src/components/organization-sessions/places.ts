import type { OrganizationSessionsWanted } from '@rollcall/client/react';

/**
 * Whether places are shown, and of which country alone. They stand in no address: whoever opens one that was handed on would look at
 * everybody's without having wanted to, and be written down for it.
 */
export interface Places {
  readonly showsPlaces: boolean;
  readonly country: string;
}

export const noPlaces: Places = { showsPlaces: false, country: '' };

export function placesWanted({ showsPlaces, country }: Places): Pick<OrganizationSessionsWanted, 'show' | 'country'> {
  return {
    ...(showsPlaces ? { show: 'places' as const } : {}),
    ...(showsPlaces && country !== '' ? { country } : {}),
  };
}
