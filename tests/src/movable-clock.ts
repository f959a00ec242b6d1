export interface MovableClock {
  now(): number;
  /** Sets the clock forward by so many milliseconds. */
  pass(milliseconds: number): void;
}

/** The machine's clock, which can be set forward. */
export function movableClock(): MovableClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    pass(milliseconds) {
      offset += milliseconds;
    },
  };
}
