import type { OrganizationDevicesWanted } from '@rollcall/client/react';
import { type Places, placesWanted } from './places.ts';
import { types } from './session-filter.ts';

export const deviceStates = ['', 'active', 'held', 'signed_out'] as const;
export const trusts = ['', 'trusted', 'untrusted'] as const;

/** What the fields of the filter say; empty where nothing is narrowed. */
export type DeviceFilter = {
  readonly search: string;
  readonly state: (typeof deviceStates)[number];
  readonly type: (typeof types)[number];
  readonly trust: (typeof trusts)[number];
};

export const noDeviceFilter: DeviceFilter = { search: '', state: '', type: '', trust: '' };
export const deviceChoices = { search: null, state: deviceStates, type: types, trust: trusts };

export function narrowsDevices({ search, state, type, trust }: DeviceFilter, { country }: Places): boolean {
  return [search.trim(), state, type, trust, country].some((word) => word !== '');
}

/** The question that the filter is. */
export function devicesWantedBy(filter: DeviceFilter, places: Places): OrganizationDevicesWanted {
  const { state, type, trust } = filter;
  const search = filter.search.trim();
  return {
    ...(search === '' ? {} : { search }),
    ...(state === '' ? {} : { state }),
    ...(type === '' ? {} : { type }),
    ...(trust === '' ? {} : { trust }),
    ...placesWanted(places),
  };
}
