/** How much there is of everything. */
export interface Scale {
  /** Live sessions: in the store that verifying and signing in are measured on, and in the store of the lists. */
  readonly sessions: { readonly verified: number; readonly listed: number };
  /** Live sessions in the memory that is weighed. */
  readonly remembered: number;
  readonly sessionsPerAccount: number;
  /** Rounds of each side. */
  readonly rounds: number;
}

export const fullScale: Scale = {
  sessions: { verified: 100_000, listed: 1_000_000 },
  remembered: 1_000_000,
  sessionsPerAccount: 10,
  rounds: 24,
};

/** Too small to hold against the budgets: to see that everything runs. */
export const quickScale: Scale = {
  sessions: { verified: 10_000, listed: 20_000 },
  remembered: 50_000,
  sessionsPerAccount: 10,
  rounds: 6,
};
