import { CompiledQuery } from 'kysely';
import { RateLimiterPostgres, type RateLimiterStoreAbstract } from 'rate-limiter-flexible';
import type { Connection } from '../connection.ts';

/** How many tries in how much time, and for how long a key is shut out after more; durations in seconds. */
export interface ThrottleLimits {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
  readonly blockDuration?: number;
}

/**
 * A rate-limiter-flexible limiter that counts in this store. Its statements for PostgreSQL are good SQL for SQLite too,
 * so that one class serves both engines, by way of our connections.
 */
export function throttleStore(on: Connection, limits: ThrottleLimits): RateLimiterStoreAbstract {
  return new RateLimiterPostgres({
    ...limits,
    storeClient: { query: (query: Query) => run(on, query) },
    storeType: 'client',
    tableName: 'throttle',
    tableCreated: true,
  });
}

interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

async function run({ db, dialect }: Connection, { text, values }: Query) {
  const given: unknown[] = [];
  const statement = text.replace(/\$(\d+)/g, (_all, position: string) => {
    given.push(values[Number(position) - 1]);
    return dialect.parameter(given.length);
  });
  const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(statement, given));
  return { rows, rowCount: Number(numAffectedRows ?? rows.length) };
}
