import { type Link, type LinkPurpose, type LinkStore, linkPurposes } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function linkStore(on: Connection): LinkStore {
  return {
    insert: (link) => insert(on, link),
    findByHash: (secretHash) => findByHash(on, secretHash),
    waiting: (purpose, accountId, now) => waiting(on, purpose, accountId, now),
    use: (linkId, at) => use(on, linkId, at),
    passOn: (accountId, fromCredentialId, toCredentialId) => passOn(on, accountId, fromCredentialId, toCredentialId),
    retire: (purpose, accountId, at) => retire(on, purpose, accountId, at),
    retireAll: (at) => retireAll(on, at),
    forget: (before) => forget(on, before),
  };
}

async function insert({ db }: Connection, link: Link): Promise<void> {
  await db
    .insertInto('link')
    .values({
      id: link.id,
      purpose: link.purpose,
      secret_hash: link.secretHash,
      account_id: link.accountId,
      email: link.email,
      by_credential_id: link.byCredentialId,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
      used_at: link.usedAt,
    })
    .execute();
}

async function findByHash({ db }: Connection, secretHash: Uint8Array): Promise<Link | null> {
  const row = await db
    .selectFrom('link')
    .selectAll()
    .where('secret_hash', '=', Buffer.from(secretHash))
    .executeTakeFirst();
  return row === undefined ? null : linkOf(row);
}

async function waiting({ db }: Connection, purpose: LinkPurpose, accountId: string, now: number): Promise<Link[]> {
  const rows = await db
    .selectFrom('link')
    .selectAll()
    .where('account_id', '=', id(accountId))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(linkOf);
}

async function use({ db }: Connection, linkId: string, at: number): Promise<boolean> {
  const used = await db
    .updateTable('link')
    .set({ used_at: at })
    .where('id', '=', id(linkId))
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return used.numUpdatedRows === 1n;
}

async function passOn({ db }: Connection, accountId: string, from: string, to: string): Promise<void> {
  await db
    .updateTable('link')
    .set({ by_credential_id: to })
    .where('purpose', 'in', linkPurposes)
    .where('account_id', '=', id(accountId))
    .where('by_credential_id', '=', id(from))
    .where('used_at', 'is', null)
    .execute();
}

async function retire({ db }: Connection, purpose: LinkPurpose, accountId: string | null, at: number): Promise<void> {
  const unused = db
    .updateTable('link')
    .set({ used_at: at })
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null);
  await (accountId === null
    ? unused.where('account_id', 'is', null)
    : unused.where('account_id', '=', id(accountId))
  ).execute();
}

async function retireAll({ db }: Connection, at: number): Promise<void> {
  await db.updateTable('link').set({ used_at: at }).where('used_at', 'is', null).execute();
}

async function forget({ db }: Connection, before: number): Promise<number> {
  const forgotten = await db
    .deleteFrom('link')
    .where((row) => row.or([row('used_at', '<', before), row('expires_at', '<', before)]))
    .executeTakeFirstOrThrow();
  return Number(forgotten.numDeletedRows);
}

function linkOf(row: Selectable<Tables['link']>): Link {
  return {
    id: row.id,
    purpose: row.purpose,
    secretHash: row.secret_hash,
    accountId: row.account_id,
    email: row.email,
    byCredentialId: row.by_credential_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  };
}
