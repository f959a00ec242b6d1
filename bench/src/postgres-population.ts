import { hashToken, makeToken } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import { Client } from 'pg';
import { bytesFor, idAt } from './chance.ts';

const rowsAtOnce = 5_000;

interface Row {
  readonly account: string;
  readonly credential: string;
  readonly tokenHash: string;
}

/** Live sessions, each of an account of its own, written by hand. Returns their tokens. */
export async function populatePostgres(storage: Storage, url: string, count: number): Promise<readonly string[]> {
  const { id: organizationId } = await storage.organizations.default();
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tokens: string[] = [];
    for (let from = 0; from < count; from += rowsAtOnce) {
      const rows = Array.from({ length: Math.min(rowsAtOnce, count - from) }, (_, at) => rowOf(from + at, tokens));
      await insert(client, rows, organizationId);
    }
    await client.query('analyze');
    return tokens;
  } finally {
    await client.end();
  }
}

function rowOf(number: number, tokens: string[]): Row {
  const random = bytesFor(`session:${number}`);
  const account = idAt(number, bytesFor(`account:${number}`));
  const token = makeToken('session', account, (bytes) => random.subarray(0, bytes));
  tokens.push(token);
  return { account, credential: idAt(number, random.subarray(20)), tokenHash: hashToken(token).toString('hex') };
}

async function insert(client: Client, rows: readonly Row[], organizationId: string): Promise<void> {
  const given = JSON.stringify(rows);
  const rowsGiven = `json_to_recordset($1::json) as given(account uuid, credential uuid, "tokenHash" text)`;
  await client.query(
    `insert into account (id, display_name, password_hash, password_changed_at, created_at)
      select account, 'Somebody', '$none', $2::bigint, $2 from ${rowsGiven}`,
    [given, Date.now()],
  );
  await client.query(
    `insert into credential (id, kind, token_hash, account_id, organization_id, lifetime, assurance, issued_at,
        authenticated_at, last_used_at, account_generation, organization_generation)
      select credential, 'session', decode("tokenHash", 'hex'), account, $2::uuid, 'standard', 1, $3::bigint, $3, $3, 0, 0
      from ${rowsGiven}`,
    [given, organizationId, Date.now()],
  );
}
