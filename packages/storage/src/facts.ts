/** What the database says of itself, for whoever looks after it. */
export interface StoreFacts {
  readonly engine: 'sqlite' | 'postgres';
  readonly version: string;
  readonly migrations: readonly string[];
  readonly isWritable: boolean;
  /** What the engine waits for at a commit, in its own words: PostgreSQL's `synchronous_commit`, SQLite's `synchronous`. */
  readonly synchronous: string;
  readonly bytes: number;
  /** On its disk; `null` where that is another machine's. */
  readonly freeBytes: number | null;
  /** Its own clock, in milliseconds UTC; `null` where it has none. */
  readonly clock: number | null;
}
