import type { HostCode, HostCodeStore } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function hostCodeStore(on: Connection): HostCodeStore {
  return {
    insert: (code) => insert(on, code),
    find: (secretHash) => find(on, secretHash),
    use: (code, at) => use(on, code, at),
    forgetOf: (parentId) => forgetOf(on, parentId),
    forget: (before) => forget(on, before),
  };
}

async function insert({ db }: Connection, code: HostCode): Promise<void> {
  await db
    .insertInto('host_code')
    .values({
      secret_hash: code.secretHash,
      parent_id: code.parentId,
      host: code.host,
      challenge: code.challenge,
      return_to: code.returnTo,
      expires_at: code.expiresAt,
      used_at: null,
    })
    .execute();
}

async function find({ db }: Connection, secretHash: Uint8Array): Promise<HostCode | null> {
  const row = await db
    .selectFrom('host_code')
    .selectAll()
    .where('secret_hash', '=', Buffer.from(secretHash))
    .executeTakeFirst();
  return row === undefined ? null : hostCodeOf(row);
}

async function use(
  { db }: Connection,
  { secretHash, host, challenge }: Pick<HostCode, 'secretHash' | 'host' | 'challenge'>,
  at: number,
): Promise<HostCode | null> {
  const used = await db
    .updateTable('host_code')
    .set({ used_at: at })
    .where('secret_hash', '=', Buffer.from(secretHash))
    .where('host', '=', host)
    .where('challenge', '=', Buffer.from(challenge))
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returningAll()
    .executeTakeFirst();
  return used === undefined ? null : hostCodeOf(used);
}

async function forgetOf({ db }: Connection, parentId: string): Promise<void> {
  await db.deleteFrom('host_code').where('parent_id', '=', id(parentId)).execute();
}

async function forget({ db }: Connection, before: number): Promise<void> {
  await db.deleteFrom('host_code').where('expires_at', '<', before).execute();
}

function hostCodeOf(row: Selectable<Tables['host_code']>): HostCode {
  return {
    secretHash: row.secret_hash,
    parentId: row.parent_id,
    host: row.host,
    challenge: row.challenge,
    returnTo: row.return_to,
    expiresAt: row.expires_at,
  };
}
