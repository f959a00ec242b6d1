/** The moment that a clock in that zone shows as `2026-11-22T17:30`, in milliseconds UTC; `undefined` for what is no moment. */
export function momentIn(shown: string, timeZone: string): number | undefined {
  const inUtc = Date.parse(`${shown}Z`);
  if (Number.isNaN(inUtc)) return undefined;
  const guess = inUtc - offsetAt(inUtc, timeZone);
  // Where the clock is changed between the two, the offset is the one of the guess.
  return inUtc - offsetAt(guess, timeZone);
}

function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return shown - Math.floor(at / 60_000) * 60_000;
}
