import type { Enrolment, PasskeyChallenge } from '@rollcall/core';
import { atomically, type Connection } from '../connection.ts';
import { id } from '../id.ts';

export function begin(on: Connection, enrolment: Enrolment): Promise<void> {
  return atomically(on, async ({ db }) => {
    await db.deleteFrom('enrolment').where('bound_to', '=', id(enrolment.boundTo)).execute();
    await db
      .insertInto('enrolment')
      .values({
        id: enrolment.id,
        account_id: enrolment.accountId,
        bound_to: enrolment.boundTo,
        sealed_secret: enrolment.sealedSecret,
        expires_at: enrolment.expiresAt,
      })
      .execute();
  });
}

export async function findEnrolment({ db }: Connection, enrolmentId: string): Promise<Enrolment | null> {
  const row = await db.selectFrom('enrolment').selectAll().where('id', '=', id(enrolmentId)).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    accountId: row.account_id,
    boundTo: row.bound_to,
    sealedSecret: row.sealed_secret,
    expiresAt: row.expires_at,
  };
}

export async function endEnrolment({ db }: Connection, enrolmentId: string): Promise<boolean> {
  const ended = await db.deleteFrom('enrolment').where('id', '=', id(enrolmentId)).executeTakeFirstOrThrow();
  return ended.numDeletedRows === 1n;
}

export async function askPasskey({ db }: Connection, asked: PasskeyChallenge): Promise<void> {
  await db
    .insertInto('passkey_challenge')
    .values({ challenge: asked.challenge, bound_to: asked.boundTo, expires_at: asked.expiresAt })
    .execute();
}

export async function takeChallenge(
  { db }: Connection,
  challenge: Uint8Array,
  boundTo: string,
  now: number,
): Promise<boolean> {
  const taken = await db
    .deleteFrom('passkey_challenge')
    .where('challenge', '=', Buffer.from(challenge))
    .where('bound_to', '=', id(boundTo))
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return taken.numDeletedRows === 1n;
}

export async function forgetBegun({ db }: Connection, before: number): Promise<void> {
  await db.deleteFrom('enrolment').where('expires_at', '<', before).execute();
  await db.deleteFrom('passkey_challenge').where('expires_at', '<', before).execute();
}
