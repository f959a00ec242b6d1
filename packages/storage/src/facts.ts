/** What the database says of itself, for whoever looks after it. */
export interface StoreFacts {
  readonly engine: 'sqlite' | 'postgres';
  readonly version: string;
  readonly migrations: readonly string[];
  readonly isWritable: boolean;
  /** As PostgreSQL calls it. */
  readonly synchronousCommit: string;
  readonly bytes: number;
  /** On its disk; `null` where that is another machine's. */
  readonly freeBytes: number | null;
  /** Its own clock, in milliseconds UTC; `null` where it has none. */
  readonly clock: number | null;
}
