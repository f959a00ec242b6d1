import { momentIn } from './moment-in.ts';

/** When a day of the calendar (`2026-11-22`) begins in that zone, in milliseconds UTC; `undefined` for what is no day. */
export function startOfDay(day: string, timeZone: string): number | undefined {
  return momentIn(`${day}T00:00`, timeZone);
}

/** The day that follows. */
export function dayAfter(day: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(midnight) ? day : new Date(midnight + 86_400_000).toISOString().slice(0, 10);
}
