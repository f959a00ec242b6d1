import { Client, escapeIdentifier } from 'pg';
import type { Snapshot, TableShape } from '../../engine.ts';
import { connectionConfig } from './pool.ts';

const fetchedAtOnce = 1_000;

/** One transaction on a connection of its own, which may idle for as long as whoever reads takes. */
export async function snapshotAt(url: string): Promise<Snapshot> {
  const client = new Client({ ...connectionConfig(url), idle_in_transaction_session_timeout: 0 });
  await client.connect();
  await client.query('begin isolation level repeatable read read only');
  return {
    async count({ name }) {
      const { rows } = await client.query<{ count: number }>(`select count(*) from ${escapeIdentifier(name)}`);
      return rows[0]?.count ?? 0;
    },
    async *rows(table) {
      await client.query(`declare moved no scroll cursor for ${selectOf(table)}`);
      for (;;) {
        const text = `fetch ${fetchedAtOnce} from moved`;
        const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
        yield* rows;
        if (rows.length < fetchedAtOnce) break;
      }
      await client.query('close moved');
    },
    close: () => client.end(),
  };
}

function selectOf({ name, columns, key }: TableShape): string {
  const order = key.length === 0 ? '' : ` order by ${key.map(escapeIdentifier).join(', ')}`;
  return `select ${Object.keys(columns).map(escapeIdentifier).join(', ')} from ${escapeIdentifier(name)}${order}`;
}
