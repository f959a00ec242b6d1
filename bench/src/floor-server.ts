// The floor of HTTP verify, a process of its own: `node floor-server.ts STORE`. Says its port when it listens.
import { hash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Database from 'better-sqlite3';

interface Row {
  readonly token_hash: Buffer;
  readonly id: string;
  readonly account_id: string;
  readonly organization_id: string;
}

const [, , file = ''] = process.argv;
const cookiePrefix = '__Host-rollcall_session=';
const memory = readMemory();

const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
  const cookie = request.headers.cookie ?? '';
  const token = cookie.startsWith(cookiePrefix) ? cookie.slice(cookiePrefix.length) : null;
  const found = token === null ? undefined : memory.get(hash('sha256', token, 'binary'));
  if (found === undefined) response.writeHead(401, { 'cache-control': 'no-store' });
  else
    // biome-ignore format: a name and its value on each line
    response.writeHead(204, [
      'rollcall-account', found.account_id,
      'rollcall-session', found.id,
      'rollcall-organization', found.organization_id,
      'cache-control', 'no-store',
    ]);
  response.end();
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`The floor listens on http://127.0.0.1:${(server.address() as AddressInfo).port}.\n`);
});

function readMemory(): ReadonlyMap<string, Row> {
  const store = new Database(file, { readonly: true });
  const rows = store.prepare<[], Row>('select token_hash, id, account_id, organization_id from credential').all();
  store.close();
  return new Map(rows.map((row) => [row.token_hash.toString('binary'), row]));
}
