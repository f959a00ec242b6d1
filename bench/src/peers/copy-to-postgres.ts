import { openStorage } from '@rollcall/storage';
import Database from 'better-sqlite3';
import { Pool } from 'pg';
import { chance } from '../chance.ts';
import { fileIn } from '../place.ts';

/** What a population is in, parents first. */
const tables = ['organization', 'policy', 'account', 'login_name', 'membership', 'device', 'credential', 'session'];
const rowsAtOnce = 5_000;

/** Has the product make its tables in an empty database, and fills them with the population of a data folder. */
export async function copyToPostgres(folder: string, url: string): Promise<void> {
  const storage = await openStorage({ kind: 'postgres', url }, { clock: { now: () => Date.now() }, chance });
  await storage.close();
  const from = new Database(fileIn(folder), { readonly: true });
  const to = new Pool({ connectionString: url, max: 1 });
  try {
    await to.query(`truncate ${tables.join(', ')} cascade`);
    for (const table of tables) {
      let rows: unknown[] = [];
      for (const row of from.prepare(`select * from ${table}`).iterate()) {
        rows.push(row);
        if (rows.length === rowsAtOnce) rows = await insert(to, table, rows);
      }
      await insert(to, table, rows);
    }
    await to.query('vacuum analyze');
  } finally {
    from.close();
    await to.end();
  }
}

/** Answers no rows: those are inserted. */
async function insert(to: Pool, table: string, rows: unknown[]): Promise<unknown[]> {
  // JSON turns a Buffer into an object before a replacer sees it, unless the replacer looks at what holds it.
  const json = JSON.stringify(rows, function (this: Record<string, unknown>, name: string, value: unknown) {
    const held = this[name];
    return Buffer.isBuffer(held) ? `\\x${held.toString('hex')}` : value;
  });
  await to.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [json]);
  return [];
}
