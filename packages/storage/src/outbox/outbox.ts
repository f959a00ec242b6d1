import type { Lane, OutboxKind, OutboxMessage, OutboxStore } from '@rollcall/core';
import type { Insertable, Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { insertForMany } from '../for-many.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function outboxStore(on: Connection): OutboxStore {
  return {
    put: (message) => put(on, message),
    dueLanes: (kinds, now) => dueLanes(on, kinds, now),
    take: (lane, now, leaseMs, limit) => take(on, lane, now, leaseMs, limit),
    done: (messageId) => remove(on, messageId),
    retryAt: (messageId, dueAt) => retryAt(on, messageId, dueAt),
    drop: (messageId) => remove(on, messageId),
    layAside: (messageId, at) => layAside(on, messageId, at),
    revive: (lane, now) => revive(on, lane, now),
    clear: (lane) => clear(on, lane),
    forgetLaidAside: (before, batch) => forgetLaidAside(on, before, batch),
    count: (lane) => count(on, lane),
    dropAll: () => removeAll(on),
    backlog: () => backlog(on),
  };
}

async function put(on: Connection, message: OutboxMessage): Promise<void> {
  await insertRow(on, {
    id: message.id,
    kind: message.kind,
    target: message.target,
    sealed_payload: message.sealedPayload,
    created_at: message.createdAt,
    due_at: message.dueAt,
    attempts: message.attempts,
  });
}

const insertRow = insertForMany<'outbox', Omit<Insertable<Tables['outbox']>, 'laid_aside_at'>>('outbox', {
  id: 'id',
  kind: 'text',
  target: 'text',
  sealed_payload: 'bytes',
  created_at: 'whole',
  due_at: 'whole',
  attempts: 'whole',
});

async function dueLanes({ db }: Connection, kinds: readonly OutboxKind[], now: number): Promise<Lane[]> {
  return db
    .selectFrom('outbox')
    .select(['kind', 'target'])
    .distinct()
    .where('kind', 'in', kinds)
    .where('laid_aside_at', 'is', null)
    .where('due_at', '<=', now)
    .execute();
}

/** A taken message is due again when its lease is over: a crash needs nobody to give it back. */
async function take(
  on: Connection,
  { kind, target }: Lane,
  now: number,
  leaseMs: number,
  limit: number,
): Promise<OutboxMessage[]> {
  const rows = await on.db
    .with('due', (db) =>
      db
        .selectFrom('outbox')
        .select('id')
        .where('kind', '=', kind)
        .where('target', '=', target)
        .where('laid_aside_at', 'is', null)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .modifyEnd(on.dialect.lockFreeRows('outbox')),
    )
    .updateTable('outbox')
    .set((row) => ({ due_at: now + leaseMs, attempts: row('attempts', '+', 1) }))
    .where('id', 'in', (row) => row.selectFrom('due').select('due.id'))
    .returningAll()
    .execute();
  return rows.map(messageOf).sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function retryAt({ db }: Connection, messageId: string, dueAt: number): Promise<void> {
  await db.updateTable('outbox').set({ due_at: dueAt }).where('id', '=', id(messageId)).execute();
}

async function layAside({ db }: Connection, messageId: string, at: number): Promise<void> {
  await db.updateTable('outbox').set({ laid_aside_at: at }).where('id', '=', id(messageId)).execute();
}

/** With its tries before it again. What is being delivered at the moment is left alone: it is due only when its lease is over. */
async function revive({ db }: Connection, { kind, target }: Lane, now: number): Promise<number> {
  const revived = await db
    .updateTable('outbox')
    .set({ laid_aside_at: null, due_at: now, attempts: 0 })
    .where('kind', '=', kind)
    .where('target', '=', target)
    .where('laid_aside_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(revived.numUpdatedRows);
}

async function clear({ db }: Connection, { kind, target }: Lane): Promise<void> {
  await db.deleteFrom('outbox').where('kind', '=', kind).where('target', '=', target).execute();
}

async function forgetLaidAside(on: Connection, before: number, batch: number): Promise<number> {
  const forgotten = await on.db
    .with('old', (db) =>
      db
        .selectFrom('outbox')
        .select('id')
        .where('laid_aside_at', '<', before)
        .limit(batch)
        .modifyEnd(on.dialect.lockFreeRows('outbox')),
    )
    .deleteFrom('outbox')
    .where('id', 'in', (row) => row.selectFrom('old').select('old.id'))
    .executeTakeFirstOrThrow();
  return Number(forgotten.numDeletedRows);
}

async function remove({ db }: Connection, messageId: string): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id(messageId)).execute();
}

async function count({ db }: Connection, { kind, target }: Lane): Promise<{ waiting: number; laidAside: number }> {
  const { all, laidAside } = await db
    .selectFrom('outbox')
    .select((row) => [row.fn.countAll<number>().as('all'), row.fn.count<number>('laid_aside_at').as('laidAside')])
    .where('kind', '=', kind)
    .where('target', '=', target)
    .executeTakeFirstOrThrow();
  return { waiting: all - laidAside, laidAside };
}

async function removeAll({ db }: Connection): Promise<void> {
  await db.deleteFrom('outbox').execute();
}

async function backlog({ db }: Connection): Promise<{ waiting: number; oldestAt: number | null }> {
  const { waiting, oldestAt } = await db
    .selectFrom('outbox')
    .select((row) => [row.fn.countAll<number>().as('waiting'), row.fn.min('created_at').as('oldestAt')])
    .where('laid_aside_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { waiting, oldestAt };
}

function messageOf(row: Selectable<Tables['outbox']>): OutboxMessage {
  return {
    id: row.id,
    kind: row.kind,
    target: row.target,
    sealedPayload: row.sealed_payload,
    createdAt: row.created_at,
    dueAt: row.due_at,
    attempts: row.attempts,
  };
}
