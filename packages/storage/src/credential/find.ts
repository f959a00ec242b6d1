import type { SessionRecord } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { lockParent } from './act.ts';
import { sessionRecordOf } from './session-record.ts';
import { sessionRows } from './session-rows.ts';

export async function findSession(on: Connection, sessionId: string): Promise<SessionRecord | null> {
  const row = await sessionRows(on).where('credential.id', '=', id(sessionId)).executeTakeFirst();
  return row === undefined ? null : sessionRecordOf(row, null);
}

export async function findSessionByHash(on: Connection, tokenHash: Uint8Array): Promise<SessionRecord | null> {
  const row = await sessionRows(on).where('credential.token_hash', '=', Buffer.from(tokenHash)).executeTakeFirst();
  return row === undefined ? null : sessionRecordOf(row, null);
}

/** Two statements: the second sees what was committed while the first one waited for the lock. */
export async function lockSession(on: Connection, sessionId: string): Promise<SessionRecord | null> {
  await lockParent(on, id(sessionId));
  return findSession(on, sessionId);
}
