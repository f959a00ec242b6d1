import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Where services are told what happened, and an outbox in which no target waits for another. */
export function webhooks({ columnTypes: { id, text, whole, bytes }, tableEnd }: Dialect) {
  const statements = [
    sql`create table webhook (
      id ${id} not null primary key, service_id ${id} not null references account, url ${text} not null,
      sealed_secret ${bytes} not null, old_sealed_secret ${bytes}, old_secret_until ${whole},
      created_at ${whole} not null, delivered_at ${whole}, failed_at ${whole}, failure ${text}, disabled_at ${whole},
      disabled_reason ${text}
    ) ${tableEnd}`,
    sql`create index webhook_of_service on webhook (service_id, id)`,
    // What waits from before is mail: there was nothing else.
    sql`alter table outbox add column target ${text} not null default ''`,
    sql`alter table outbox add column laid_aside_at ${whole}`,
    sql`drop index outbox_due`,
    sql`create index outbox_due on outbox (kind, target, due_at, id) where laid_aside_at is null`,
    sql`create index outbox_laid_aside on outbox (kind, target, laid_aside_at) where laid_aside_at is not null`,
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await statement.execute(db);
    },
  };
}
