import type { Reauthentication, ReauthenticationAnswer } from '@rollcall/core';
import type { Selectable } from 'kysely';
import { atomically, type Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function askReauthentication(on: Connection, asked: Reauthentication): Promise<void> {
  return atomically(on, async ({ db }) => {
    await db
      .deleteFrom('reauthentication')
      .where('credential_id', '=', id(asked.credentialId))
      .where('authenticated_at', 'is', null)
      .execute();
    await db
      .insertInto('reauthentication')
      .values({
        id: asked.id,
        credential_id: asked.credentialId,
        account_id: asked.accountId,
        service_id: asked.serviceId,
        hold_id: asked.holdId,
        return_to: asked.returnTo,
        created_at: asked.createdAt,
        expires_at: asked.expiresAt,
      })
      .execute();
  });
}

export async function findReauthentication({ db }: Connection, requestId: string): Promise<Reauthentication | null> {
  const row = await db.selectFrom('reauthentication').selectAll().where('id', '=', id(requestId)).executeTakeFirst();
  return row === undefined ? null : reauthenticationOf(row);
}

export async function answerReauthentication(
  { db }: Connection,
  requestId: string,
  { assurance, authenticatedAt, secretHash }: ReauthenticationAnswer,
): Promise<boolean> {
  const answered = await db
    .updateTable('reauthentication')
    .set({ assurance, authenticated_at: authenticatedAt, secret_hash: Buffer.from(secretHash) })
    .where('id', '=', id(requestId))
    .where('authenticated_at', 'is', null)
    .executeTakeFirstOrThrow();
  return answered.numUpdatedRows === 1n;
}

export async function useReauthentication(
  { db }: Connection,
  requestId: string,
  secretHash: Uint8Array,
  at: number,
): Promise<boolean> {
  const used = await db
    .updateTable('reauthentication')
    .set({ used_at: at })
    .where('id', '=', id(requestId))
    .where('secret_hash', '=', Buffer.from(secretHash))
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return used.numUpdatedRows === 1n;
}

export async function forgetReauthentications({ db }: Connection, before: number): Promise<number> {
  const forgotten = await db.deleteFrom('reauthentication').where('expires_at', '<', before).executeTakeFirstOrThrow();
  return Number(forgotten.numDeletedRows);
}

function reauthenticationOf(row: Selectable<Tables['reauthentication']>): Reauthentication {
  const { assurance, authenticated_at: authenticatedAt, secret_hash: secretHash } = row;
  const isAnswered = assurance !== null && authenticatedAt !== null && secretHash !== null;
  return {
    id: row.id,
    credentialId: row.credential_id,
    accountId: row.account_id,
    serviceId: row.service_id,
    holdId: row.hold_id,
    returnTo: row.return_to,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    answer: isAnswered ? { assurance, authenticatedAt, secretHash } : null,
    usedAt: row.used_at,
  };
}
