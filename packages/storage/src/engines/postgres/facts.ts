import type { Pool } from 'pg';
import type { StoreFacts } from '../../facts.ts';

interface Row {
  readonly version: string;
  readonly is_writable: boolean;
  readonly synchronous_commit: string;
  readonly bytes: number;
  readonly clock: number;
}

const statement = `
  select current_setting('server_version') as version,
    not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as is_writable,
    current_setting('synchronous_commit') as synchronous_commit,
    pg_database_size(current_database()) as bytes,
    (extract(epoch from clock_timestamp()) * 1000)::bigint as clock`;

export async function factsOf(pool: Pool): Promise<Omit<StoreFacts, 'migrations'>> {
  const { rows } = await pool.query<Row>(statement);
  const [row] = rows;
  if (row === undefined) throw new Error('The database says nothing of itself.');
  return {
    engine: 'postgres',
    version: row.version,
    isWritable: row.is_writable,
    synchronous: row.synchronous_commit,
    bytes: row.bytes,
    freeBytes: null,
    clock: row.clock,
  };
}
