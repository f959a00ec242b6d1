const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Dates, times and names of countries as the viewer writes them, in the viewer's zone. Times are milliseconds UTC. */
export interface Format {
  readonly timeZone: string;
  /** "12 November", with the year where it is another. */
  date(at: number): string;
  /** "14:02" */
  time(at: number): string;
  /** "14:02" today, else "12 November at 14:02". */
  moment(at: number): string;
  /** "Sunday 22 November 2026 at 14:02:31 CET" */
  exact(at: number): string;
  /** "2 minutes ago"; `null` below a minute; a date beyond two weeks. */
  ago(at: number, now: number): string | null;
  /** "2 minutes" */
  duration(milliseconds: number): string;
  /** "10,000" */
  number(value: number): string;
  country(code: string): string;
  list(words: readonly string[]): string;
  isToday(at: number): boolean;
  /** Two moments on one day of the viewer's calendar have the same. */
  day(at: number): string;
}

export function makeFormat(region: string, timeZone: string): Format {
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(region, { timeZone, ...options });
  const dayOf = make({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const date = make({ day: 'numeric', month: 'long' });
  const dateWithYear = make({ day: 'numeric', month: 'long', year: 'numeric' });
  const time = make({ hour: '2-digit', minute: '2-digit' });
  const moment = make({ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
  const exact = make({ dateStyle: 'full', timeStyle: 'long' });
  const relative = new Intl.RelativeTimeFormat(region, { numeric: 'auto' });
  const countries = new Intl.DisplayNames(region, { type: 'region', fallback: 'code' });
  const number = new Intl.NumberFormat(region);
  const list = new Intl.ListFormat(region, { type: 'conjunction' });
  const day = (at: number) => dayOf.format(at);
  const dateOf = (at: number) =>
    new Date(at).getUTCFullYear() === new Date().getUTCFullYear() ? date.format(at) : dateWithYear.format(at);
  const isToday = (at: number) => day(at) === day(Date.now());
  return {
    timeZone,
    date: dateOf,
    time: (at) => time.format(at),
    moment: (at) => (isToday(at) ? time.format(at) : moment.format(at)),
    exact: (at) => exact.format(at),
    ago: (at, now) => ago(relative, dateOf, at, now),
    duration: (milliseconds) => duration(region, milliseconds),
    number: (value) => number.format(value),
    country: (code) => countries.of(code) ?? code,
    list: (words) => list.format(words),
    isToday,
    day,
  };
}

function ago(relative: Intl.RelativeTimeFormat, date: (at: number) => string, at: number, now: number): string | null {
  const past = Math.max(0, now - at);
  if (past < minuteMs) return null;
  if (past < hourMs) return relative.format(-Math.floor(past / minuteMs), 'minute');
  if (past < dayMs) return relative.format(-Math.floor(past / hourMs), 'hour');
  if (past < 14 * dayMs) return relative.format(-Math.floor(past / dayMs), 'day');
  return date(at);
}

function duration(region: string, milliseconds: number): string {
  const [value, unit] =
    milliseconds < minuteMs
      ? [Math.max(1, Math.ceil(milliseconds / 1_000)), 'second']
      : milliseconds < hourMs
        ? [Math.ceil(milliseconds / minuteMs), 'minute']
        : [Math.ceil(milliseconds / hourMs), 'hour'];
  return new Intl.NumberFormat(region, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
