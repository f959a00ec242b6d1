import type { Writable } from 'node:stream';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, type PoolConfig, type QueryResult, types } from 'pg';
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
  const pool = new Pool({ ...connectionConfig(url), pipeline: true, max: connections });
  // A connection that breaks is replaced at its next use, or fails the transaction that it is in; unhandled, this would end
  // the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** How a statement is asked: prepared ones keep their plans, and parameters are made storable. */
export type Ask = (text: string, parameters: readonly unknown[]) => Promise<QueryResult>;

const known = new WeakMap<PoolClient, Ask>();

/** How that connection is asked. */
export function askOf(client: PoolClient): Ask {
  const ask = known.get(client) ?? asking(client);
  known.set(client, ask);
  return ask;
}

function asking(client: PoolClient): Ask {
  const gather = gathering(client);
  return (text, parameters) => {
    gather();
    const name = nameOf(text);
    const values = parameters.map(storable);
    return client.query(name === undefined ? { text, values } : { name, text, values });
  };
}

/** What is asked in one turn is written at once: each write is a call of the system, which costs more than a small statement. */
function gathering(client: PoolClient): () => void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  let isGathering = false;
  return () => {
    if (isGathering) return;
    isGathering = true;
    stream.cork();
    process.nextTick(() => {
      isGathering = false;
      stream.uncork();
    });
  };
}

/** The pool as Kysely sees it. */
export function asKyselySees(pool: Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      return clientThat(askOf(client), (destroy) => client.release(destroy));
    },
  };
}

export function clientThat(ask: Ask, release: (destroy?: boolean) => void): PostgresPoolClient {
  return { query: ask as unknown as PostgresPoolClient['query'], release };
}
