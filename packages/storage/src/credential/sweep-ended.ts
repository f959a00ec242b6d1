import type { EndedSession, Ending, EndReason, Swept } from '@rollcall/core';
import { type SqlBool, sql } from 'kysely';
import { atomically, type Connection } from '../connection.ts';
import type { Id } from '../id.ts';
import { rowsAsParameter } from '../storable.ts';
import { endingOfRow } from './session-record.ts';
import { type SessionColumns, sessionRows } from './session-rows.ts';
import { isLive, unwrittenUseMs } from './state.ts';

/** How many rows one sweep looks at for each that it may write, so that it takes a bounded time in any store. */
const looksPerWrite = 50;

/** Up to which id the rows have been looked at in this round. It is no loss when it is forgotten. */
export interface SweepMark {
  lookedUpTo: Id | null;
}

/** Goes through all rows in rounds, a stretch at each call, and writes endings as the lists show them already. */
export function sweepEnded(on: Connection, mark: SweepMark, now: number, batch: number): Promise<Swept> {
  return atomically(on, async (on) => {
    const edge = await edgeOfStretch(on, mark.lookedUpTo, batch * looksPerWrite);
    let ended = sessionRows(on)
      .where('credential.revoked_at', 'is', null)
      .where(sql<SqlBool>`not ${isLive(now, now - unwrittenUseMs)}`);
    if (mark.lookedUpTo !== null) ended = ended.where('credential.id', '>', mark.lookedUpTo);
    if (edge !== null) ended = ended.where('credential.id', '<=', edge);
    const rows = await ended
      .orderBy('credential.id')
      .limit(batch)
      .modifyEnd(on.dialect.lockFreeRows('credential'))
      .execute();
    const swept = await writeEndings(on, rows, now);
    mark.lookedUpTo = rows.length === batch ? (rows.at(-1)?.id ?? null) : edge;
    return { ended: swept, isLast: mark.lookedUpTo === null };
  });
}

/** The last id of the stretch that begins after the mark; `null` where the stretch reaches the end. */
async function edgeOfStretch({ db }: Connection, after: Id | null, looks: number): Promise<Id | null> {
  let ids = db
    .selectFrom('credential')
    .select('id')
    .orderBy('id')
    .offset(looks - 1)
    .limit(1);
  if (after !== null) ids = ids.where('id', '>', after);
  return (await ids.executeTakeFirst())?.id ?? null;
}

interface EndingRow {
  id: string;
  at: number;
  reason: EndReason;
  account_id: string | null;
  device_id: string | null;
}

async function writeEndings(on: Connection, rows: readonly SessionColumns[], now: number): Promise<EndedSession[]> {
  const endings = new Map<string, Ending>();
  for (const row of rows) {
    const ending = endingOfRow(row, now);
    if (ending !== null) endings.set(row.id, ending);
  }
  if (endings.size === 0) return [];
  const given = on.dialect.tableOf<EndingRow>(
    { id: 'id', at: 'whole', reason: 'text', account_id: 'id', device_id: 'id' },
    rowsAsParameter([...endings].map(rowOf)),
  );
  const written = await on.db
    .updateTable('credential')
    .from(given.as('given'))
    .set((row) => ({
      revoked_at: row.ref('given.at'),
      revoked_reason: row.ref('given.reason'),
      revoked_by_account_id: row.ref('given.account_id'),
      revoked_by_device_id: row.ref('given.device_id'),
    }))
    .whereRef('credential.id', '=', 'given.id')
    .where('credential.revoked_at', 'is', null)
    .returning('credential.id')
    .execute();
  return written.flatMap(({ id }) => {
    const ending = endings.get(id);
    return ending === undefined ? [] : [{ id, ending }];
  });
}

function rowOf([id, { at, reason, by }]: [string, Ending]): EndingRow {
  return { id, at, reason, account_id: by.accountId, device_id: by.deviceId };
}
