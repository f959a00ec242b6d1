import type { SessionHolder, SessionRecord } from '@rollcall/core';
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

export async function holderOf(on: Connection, sessionId: string): Promise<SessionHolder | null> {
  const [row] = await holderById(on, { id: id(sessionId) });
  return row ?? null;
}

const holderById = selectForMany<{ id: Id }, SessionHolder>({ id: 'id' }, ({ db }, slot) =>
  db
    .selectFrom('credential')
    .innerJoin('session', 'session.credential_id', 'credential.id')
    .select([
      'credential.id',
      'credential.account_id as accountId',
      'credential.organization_id as organizationId',
      'credential.device_id as deviceId',
      'credential.parent_id as parentId',
      'session.from_session_id as fromSessionId',
      'session.service_id as serviceId',
    ])
    .where('credential.id', '=', slot('id')),
);

export async function findSessionByHash(on: Connection, tokenHash: Uint8Array): Promise<SessionRecord | null> {
  const [row] = await rowByHash(on, { hash: Buffer.from(tokenHash) });
  return row === undefined ? null : sessionRecordOf(row, null);
}

const rowByHash = selectForMany<{ hash: Buffer }, SessionColumns>({ hash: 'bytes' }, (on, slot) =>
  sessionRows(on).where('credential.token_hash', '=', slot('hash')),
);

/** In the order of their ids, as everything that changes several credentials locks them. */
export async function findGoneOn(on: Connection, firstId: string): Promise<string[]> {
  const rows = await goneOn(on, { from: id(firstId) });
  return rows.map((row) => row.id).sort();
}

const goneOn = selectForMany<{ from: Id }, { id: string }>({ from: 'id' }, ({ db }, slot) =>
  db
    .selectFrom('session')
    .innerJoin('credential', 'credential.id', 'session.credential_id')
    .select('credential.id')
    .where('session.from_session_id', '=', slot('from'))
    .where('session.service_id', 'is', null)
    .where('credential.revoked_at', 'is', null),
);

/** Two statements: the second sees what was committed while the first one waited for the lock. */
export async function lockSession(on: Connection, sessionId: string): Promise<SessionRecord | null> {
  await lockParent(on, id(sessionId));
  return findSession(on, sessionId);
}
