import type { HostCode, HostCodeStore } from '@rollcall/core';
import type { Connection } from '../connection.ts';

export function hostCodeStore(on: Connection): HostCodeStore {
  return {
    insert: (code) => insert(on, code),
    use: (code, at) => use(on, code, at),
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
  if (used === undefined) return null;
  return {
    secretHash: used.secret_hash,
    parentId: used.parent_id,
    host: used.host,
    challenge: used.challenge,
    returnTo: used.return_to,
    expiresAt: used.expires_at,
  };
}

async function forget({ db }: Connection, before: number): Promise<void> {
  await db.deleteFrom('host_code').where('expires_at', '<', before).execute();
}
