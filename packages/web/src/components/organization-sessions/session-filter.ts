import type { OrganizationSessionsWanted } from '@rollcall/client/react';
import { type Places, placesWanted } from './places.ts';

export const states = ['live', 'active', 'held', 'ended'] as const;
export const types = ['', 'computer', 'phone', 'tablet', 'tv', 'mobile_app', 'program', 'unknown'] as const;
/** When somebody signed in, counted back from now, in days. */
export const spans = ['any', 'day', 'week', 'month', 'older'] as const;

/** What the fields of the filter say; empty where nothing is narrowed. */
export type SessionFilter = {
  readonly search: string;
  readonly state: (typeof states)[number];
  readonly type: (typeof types)[number];
  readonly span: (typeof spans)[number];
};

export const noFilter: SessionFilter = { search: '', state: 'live', type: '', span: 'any' };
export const sessionChoices = { search: null, state: states, type: types, span: spans };

export function isNarrowed({ search, state, type, span }: SessionFilter, { country }: Places): boolean {
  return search.trim() !== '' || state !== 'live' || type !== '' || span !== 'any' || country !== '';
}

const dayMs = 24 * 3_600_000;
const daysBack = { day: 1, week: 7, month: 30 } as const;

/** The question that the filter is, as of that moment. */
export function wantedBy(filter: SessionFilter, places: Places, now: number): OrganizationSessionsWanted {
  const { state, type, span } = filter;
  const search = filter.search.trim();
  return {
    ...(search === '' ? {} : { search }),
    ...(state === 'live' ? {} : { state }),
    ...(type === '' ? {} : { type }),
    ...(span === 'older' ? { to: now - daysBack.month * dayMs } : {}),
    ...(span === 'day' || span === 'week' || span === 'month' ? { from: now - daysBack[span] * dayMs } : {}),
    ...placesWanted(places),
  };
}
