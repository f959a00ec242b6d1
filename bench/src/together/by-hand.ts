import { Pool, type PoolClient } from 'pg';
import type { File } from '../place.ts';
import type { BirthRows } from './rows.ts';

type Row = Readonly<Record<string, unknown>>;

/** An ending with the line of the log that tells it. */
export interface EndingRows {
  readonly id: string;
  readonly log: Row;
}

/** What a transaction for many comes to, written by hand: nothing is read, and nobody is answered for himself. */
export interface ByHand {
  /** Each batch is one transaction. */
  births(batch: readonly BirthRows[]): void | Promise<void>;
  endings(batch: readonly EndingRows[]): void | Promise<void>;
  close(): void | Promise<void>;
}

export function onFile(file: File): ByHand {
  const statements = new Map<string, ReturnType<File['prepare']>>();
  const insert = (table: string, row: Row) => {
    const columns = Object.keys(row);
    const text = `insert into ${table} (${columns}) values (${columns.map(() => '?')})`;
    const statement = statements.get(text) ?? file.prepare(text);
    statements.set(text, statement);
    statement.run(Object.values(row));
  };
  const end = file.prepare(
    `update credential set revoked_at = ?, revoked_reason = 'revoked_by_operator' where id = ? and revoked_at is null`,
  );
  const raise = file.prepare('update authority set epoch = epoch + ? returning epoch').pluck();
  const revoke = file.prepare(`insert into revocation (epoch, subject_kind, subject_id) values (?, 'credential', ?)`);
  const births = file.transaction((batch: readonly BirthRows[]) => {
    for (const rows of batch) for (const [table, row] of Object.entries(rows)) insert(table, row);
  });
  const endings = file.transaction((batch: readonly EndingRows[]) => {
    for (const { id } of batch) end.run(Date.now(), id);
    const epoch = Number(raise.get(batch.length));
    for (const [nth, { id }] of batch.entries()) revoke.run(epoch - nth, id);
    for (const { log } of batch) insert('log', log);
  });
  return { births, endings, close: () => {} };
}

export function onDatabase(url: string): ByHand {
  const pool = new Pool({ connectionString: url });
  const together = async (work: (client: PoolClient) => Promise<void>) => {
    const client = await pool.connect();
    await client.query('begin');
    await work(client);
    await client.query('commit');
    client.release();
  };
  return {
    births: (batch) =>
      together(async (client) => {
        for (const table of ['device', 'credential', 'session', 'log'] as const) {
          await insertAll(
            client,
            table,
            batch.map((rows) => rows[table]),
          );
        }
      }),
    endings: (batch) =>
      together(async (client) => {
        const ids = batch.map(({ id }) => id).toSorted();
        await client.query({ name: 'end', text: endAll, values: [ids, Date.now()] });
        const raised = await client.query<{ epoch: string }>({ name: 'raise', text: raiseBy, values: [ids.length] });
        await client.query({ name: 'revoke', text: revokeAll, values: [ids, raised.rows[0]?.epoch] });
        await insertAll(
          client,
          'log',
          batch.map(({ log }) => log),
        );
      }),
    close: () => pool.end(),
  };
}

const endAll = `update credential set revoked_at = $2, revoked_reason = 'revoked_by_operator'
  where id in (select unnest($1::uuid[])) and revoked_at is null`;
const raiseBy = 'update authority set epoch = epoch + $1 returning epoch';
const revokeAll = `insert into revocation (epoch, subject_kind, subject_id)
  select $2::bigint - nth + 1, 'credential', id from unnest($1::uuid[]) with ordinality as ended (id, nth)`;

async function insertAll(client: PoolClient, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const text = `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`;
  await client.query({ name: table, text, values: [JSON.stringify(rows.map(withHex))] });
}

function withHex(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value]),
  );
}
