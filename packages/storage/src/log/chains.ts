import {
  type ChainHead,
  type ChainStore,
  type LogEntry,
  type Seal,
  type SealedEntry,
  serverChain,
} from '@rollcall/core';
import { expressionBuilder, type Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { prepare } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import { rowsAsParameter } from '../storable.ts';
import { unindexed } from '../unindexed.ts';
import { entryOf } from './entry.ts';

export function chainStore(on: Connection): ChainStore {
  return {
    lock: () => lock(on),
    unsealed: (limit) => unsealed(on, limit),
    countUnsealed: (chainId) => countUnsealed(on, chainId),
    heads: () => heads(on),
    seal: (seals, grown) => seal(on, seals, grown),
    lines: (chainId, after, limit) => lines(on, chainId, after, limit),
  };
}

/** The row of the server's chain, which is always there, stands for all of them. */
async function lock({ db, dialect }: Connection): Promise<boolean> {
  const locked = await db
    .selectFrom('log_chain')
    .select('id')
    .where('id', '=', id(serverChain))
    .modifyEnd(dialect.lockFreeRows('log_chain'))
    .executeTakeFirst();
  return locked !== undefined;
}

async function unsealed({ db }: Connection, limit: number): Promise<LogEntry[]> {
  const rows = await db
    .selectFrom('log')
    .selectAll()
    .where('sequence', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

async function countUnsealed({ db }: Connection, chainId?: string): Promise<number> {
  let query = db
    .selectFrom('log')
    .select((row) => row.fn.countAll<number>().as('lines'))
    .where('sequence', 'is', null);
  // Of all lines few have no seal yet.
  if (chainId === serverChain) query = query.where(unindexed('log.organization_id'), 'is', null);
  else if (chainId !== undefined) query = query.where(unindexed('log.organization_id'), '=', id(chainId));
  return Number((await query.executeTakeFirstOrThrow()).lines);
}

function isOfChain(chainId: string) {
  const { eb } = expressionBuilder<Tables, 'log'>();
  return chainId === serverChain ? eb('organization_id', 'is', null) : eb('organization_id', '=', id(chainId));
}

async function heads({ db }: Connection): Promise<ChainHead[]> {
  const rows = await db.selectFrom('log_chain').selectAll().where('sequence', '>', 0).orderBy('id').execute();
  return rows.map((row) => ({
    chainId: row.id,
    sequence: row.sequence,
    chainHash: row.chain_hash,
    sealedAt: row.sealed_at,
  }));
}

interface SealRow {
  readonly id: Id;
  readonly sequence: number;
  readonly salt: Uint8Array | null;
  readonly commitment: Uint8Array | null;
  readonly digest: Uint8Array;
  readonly chain_hash: Uint8Array;
}

async function seal(on: Connection, seals: ReadonlyMap<string, Seal>, grown: readonly ChainHead[]): Promise<void> {
  const rows = [...seals].map(
    ([entryId, { sequence, salt, commitment, digest, chainHash }]): SealRow => ({
      id: id(entryId),
      sequence,
      salt,
      commitment,
      digest,
      chain_hash: chainHash,
    }),
  );
  if (on.dialect.isRemote) await sealAll(on, rows);
  else for (const row of rows) await sealOne(on, row);
  for (const { chainId, sequence, chainHash, sealedAt } of grown) {
    const ends = { sequence, chain_hash: chainHash, sealed_at: sealedAt };
    await on.db
      .insertInto('log_chain')
      .values({ id: chainId === serverChain ? id(serverChain) : chainId, ...ends })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(ends))
      .execute();
  }
}

const sealOne = prepare<SealRow, unknown>((on, slot) =>
  on.db
    .updateTable('log')
    .set({
      sequence: slot('sequence'),
      salt: slot('salt'),
      commitment: slot('commitment'),
      digest: slot('digest'),
      chain_hash: slot('chain_hash'),
    })
    .where('id', '=', slot('id')),
);

async function sealAll({ db, dialect }: Connection, rows: readonly SealRow[]): Promise<void> {
  const given = dialect.tableOf<SealRow>(
    { id: 'id', sequence: 'whole', salt: 'bytes', commitment: 'bytes', digest: 'bytes', chain_hash: 'bytes' },
    rowsAsParameter(rows),
  );
  await db
    .updateTable('log')
    .from(given.as('given'))
    .set((row) => ({
      sequence: row.ref('given.sequence'),
      salt: row.ref('given.salt'),
      commitment: row.ref('given.commitment'),
      digest: row.ref('given.digest'),
      chain_hash: row.ref('given.chain_hash'),
    }))
    .whereRef('log.id', '=', 'given.id')
    .execute();
}

async function lines({ db }: Connection, chainId: string, after: number, limit: number): Promise<SealedEntry[]> {
  const rows = await db
    .selectFrom('log')
    .selectAll()
    .where(isOfChain(chainId))
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...entryOf(row), seal: sealOf(row) }));
}

const nothing = new Uint8Array();

/** What lacks a digest cannot have been sealed by us; it is told as what does not fit. */
function sealOf(row: Selectable<Tables['log']>): Seal {
  return {
    sequence: row.sequence ?? 0,
    salt: row.salt,
    commitment: row.commitment,
    digest: row.digest ?? nothing,
    chainHash: row.chain_hash ?? nothing,
  };
}
