import { Kysely, PostgresDialect } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Connection } from '../../connection.ts';
import { postgres } from '../../dialect.ts';
import type { Tables } from '../../schema.ts';
import { asKyselySeesOne, askOf } from './pool.ts';

/** Whoever has a connection for themselves, for as long as it lives. */
const reserved = new WeakMap<PoolClient, Connection>();

/** Takes a connection of the pool until the work is done. */
export async function reserve<Result>(pool: Pool, work: (on: Connection) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    const on = reserved.get(client) ?? connectionOver(pool, client);
    reserved.set(client, on);
    return await work(on);
  } finally {
    client.release();
  }
}

function connectionOver(pool: Pool, client: PoolClient): Connection {
  const ask = askOf(client);
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: asKyselySeesOne(pool, client) }) }),
    dialect: postgres,
    atOnce: async (sql, parameters) => (await ask(sql, parameters)).rows,
  };
}
