import type { OutboxMessage, OutboxStore } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function outboxStore(on: Connection): OutboxStore {
  return {
    put: (message) => put(on, message),
    take: (now, leaseMs, limit) => take(on, now, leaseMs, limit),
    done: (messageId) => remove(on, messageId),
    retryAt: (messageId, dueAt) => retryAt(on, messageId, dueAt),
    drop: (messageId) => remove(on, messageId),
    backlog: () => backlog(on),
  };
}

async function put({ db }: Connection, message: OutboxMessage): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      id: message.id,
      kind: message.kind,
      sealed_payload: message.sealedPayload,
      created_at: message.createdAt,
      due_at: message.dueAt,
      attempts: message.attempts,
    })
    .execute();
}

/** A taken message is due again when its lease is over: a crash needs nobody to give it back. */
async function take(on: Connection, now: number, leaseMs: number, limit: number): Promise<OutboxMessage[]> {
  const rows = await on.db
    .with('due', (db) =>
      db
        .selectFrom('outbox')
        .select('id')
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

async function remove({ db }: Connection, messageId: string): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id(messageId)).execute();
}

async function backlog({ db }: Connection): Promise<{ waiting: number; oldestAt: number | null }> {
  const { waiting, oldestAt } = await db
    .selectFrom('outbox')
    .select((row) => [row.fn.countAll<number>().as('waiting'), row.fn.min('created_at').as('oldestAt')])
    .executeTakeFirstOrThrow();
  return { waiting, oldestAt };
}

function messageOf(row: Selectable<Tables['outbox']>): OutboxMessage {
  return {
    id: row.id,
    kind: row.kind,
    sealedPayload: row.sealed_payload,
    createdAt: row.created_at,
    dueAt: row.due_at,
    attempts: row.attempts,
  };
}
