import type { SignInChallenge, SignInChallengeStore } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function signInChallengeStore(on: Connection): SignInChallengeStore {
  return {
    insert: (challenge) => insert(on, challenge),
    findByHash: (secretHash) => findByHash(on, secretHash),
    countTry: (challengeId, most) => countTry(on, challengeId, most),
    end: (challengeId) => end(on, challengeId),
    endOf: (accountId) => endOf(on, accountId),
    endAll: () => endAll(on),
    listExpired: (now, batch) => listExpired(on, now, batch),
  };
}

async function insert({ db }: Connection, challenge: SignInChallenge): Promise<void> {
  await db
    .insertInto('sign_in_challenge')
    .values({
      id: challenge.id,
      secret_hash: challenge.secretHash,
      purpose: challenge.purpose,
      account_id: challenge.accountId,
      organization_id: challenge.organizationId,
      lifetime: challenge.lifetime,
      tries: challenge.tries,
      created_at: challenge.createdAt,
      expires_at: challenge.expiresAt,
    })
    .execute();
}

async function findByHash({ db }: Connection, secretHash: Uint8Array): Promise<SignInChallenge | null> {
  const row = await db
    .selectFrom('sign_in_challenge')
    .selectAll()
    .where('secret_hash', '=', Buffer.from(secretHash))
    .executeTakeFirst();
  return row === undefined ? null : challengeOf(row);
}

async function countTry({ db }: Connection, challengeId: string, most: number): Promise<number | null> {
  const counted = await db
    .updateTable('sign_in_challenge')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('id', '=', id(challengeId))
    .where('tries', '<', most)
    .returning('tries')
    .executeTakeFirst();
  return counted?.tries ?? null;
}

async function end({ db }: Connection, challengeId: string): Promise<boolean> {
  const ended = await db.deleteFrom('sign_in_challenge').where('id', '=', id(challengeId)).executeTakeFirstOrThrow();
  return ended.numDeletedRows === 1n;
}

async function endOf({ db }: Connection, accountId: string): Promise<void> {
  await db.deleteFrom('sign_in_challenge').where('account_id', '=', id(accountId)).execute();
}

async function endAll({ db }: Connection): Promise<void> {
  await db.deleteFrom('sign_in_challenge').execute();
}

async function listExpired({ db }: Connection, now: number, batch: number): Promise<SignInChallenge[]> {
  const rows = await db
    .selectFrom('sign_in_challenge')
    .selectAll()
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(batch)
    .execute();
  return rows.map(challengeOf);
}

function challengeOf(row: Selectable<Tables['sign_in_challenge']>): SignInChallenge {
  return {
    id: row.id,
    secretHash: row.secret_hash,
    purpose: row.purpose,
    accountId: row.account_id,
    organizationId: row.organization_id,
    lifetime: row.lifetime,
    tries: row.tries,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
