import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { nameOf } from '../../prepared.ts';
import { storable } from '../../storable.ts';

const bigintOid = 20;

/** Epochs, times and counts are whole numbers below 2^53. For our connections only: others in the process keep theirs. */
const wholeNumbers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === bigintOid ? Number : types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
};

/** A process that is stopped in the middle of a transaction must not hold up all others for longer, in milliseconds. */
const idleInTransactionMs = 10_000;
const connectMs = 5_000;
/** Every statement here is short. Compiling one because a table has no statistics yet costs seconds and gains nothing. */
const settings = '-c jit=off';

export function connectionConfig(url: string): PoolConfig {
  return {
    connectionString: url,
    types: wholeNumbers,
    keepAlive: true,
    connectionTimeoutMillis: connectMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    options: settings,
  };
}

export function openPool(url: string, connections: number): Pool {
  const pool = new Pool({ ...connectionConfig(url), max: connections });
  // A connection that breaks is replaced at its next use, or fails the transaction that it is in; unhandled, this would end
  // the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** The pool as Kysely sees it: prepared statements keep their plans, and parameters are made storable. */
export function withStorableParameters(pool: Pool): PostgresPool {
  const wrapped = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? wrap(client);
      wrapped.set(client, known);
      return known;
    },
  };
}

function wrap(client: PoolClient): PostgresPoolClient {
  const query = (text: string, parameters: readonly unknown[]) => {
    const name = nameOf(text);
    const values = parameters.map(storable);
    return client.query(name === undefined ? { text, values } : { name, text, values });
  };
  return { query: query as unknown as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
}
