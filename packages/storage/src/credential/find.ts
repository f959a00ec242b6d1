import type { SessionRecord } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';
import { lockParent } from './act.ts';
import { sessionRecordOf } from './session-record.ts';
import { type SessionColumns, sessionRows } from './session-rows.ts';

export async function findSession(on: Connection, sessionId: string): Promise<SessionRecord | null> {
  const [row] = await rowById(on, { id: id(sessionId) });
  return row === undefined ? null : sessionRecordOf(row, null);
}

const rowById = selectForMany<{ id: Id }, SessionColumns>({ id: 'id' }, (on, slot) =>
  sessionRows(on).where('credential.id', '=', slot('id')),
);

export async function findSessionByHash(on: Connection, tokenHash: Uint8Array): Promise<SessionRecord | null> {
  const [row] = await rowByHash(on, { hash: Buffer.from(tokenHash) });
  return row === undefined ? null : sessionRecordOf(row, null);
}

const rowByHash = selectForMany<{ hash: Buffer }, SessionColumns>({ hash: 'bytes' }, (on, slot) =>
  sessionRows(on).where('credential.token_hash', '=', slot('hash')),
);

/** Two statements: the second sees what was committed while the first one waited for the lock. */
export async function lockSession(on: Connection, sessionId: string): Promise<SessionRecord | null> {
  await lockParent(on, id(sessionId));
  return findSession(on, sessionId);
}
