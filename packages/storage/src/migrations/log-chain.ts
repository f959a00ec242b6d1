import { serverChain } from '@rollcall/core';
import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { raiseGuards } from '../log/guards.ts';
import type { Tables } from '../schema.ts';

/** The log as chains that only grow, and its order for whoever looks after an organization. What is there is sealed later. */
export function logChain(dialect: Dialect) {
  const { id, whole, bytes } = dialect.columnTypes;
  const statements = [
    sql`alter table log add column sequence ${whole}`,
    sql`alter table log add column salt ${bytes}`,
    sql`alter table log add column commitment ${bytes}`,
    sql`alter table log add column digest ${bytes}`,
    sql`alter table log add column chain_hash ${bytes}`,
    sql`create table log_chain (
      id ${id} not null primary key, sequence ${whole} not null, chain_hash ${bytes} not null, sealed_at ${whole} not null
    ) ${dialect.keyedTableEnd}`,
    // The server's own chain is always there: its row is the lock of whoever seals.
    sql`insert into log_chain (id, sequence, chain_hash, sealed_at)
      values (${sql.lit(serverChain)}, 0, ${new Uint8Array(32)}, 0)`,
    sql`create index log_unsealed on log (id) where sequence is null`,
    sql`create index log_in_chain on log (organization_id, sequence) where sequence is not null`,
    sql`create index log_of_organization on log (organization_id, at, id)`,
    sql`create index log_on_others on log (actor_account_id, at, id)
      where account_id is null or account_id <> actor_account_id`,
    sql`drop index log_with_address`,
    sql`create index log_with_address on log (organization_id, at) where address is not null`,
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await statement.execute(db);
      await raiseGuards({ db: db as Kysely<Tables>, dialect });
    },
  };
}
