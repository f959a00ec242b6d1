import type { Trust, TrustStore, WhichTrust } from '@rollcall/core';
import { type Selectable, sql } from 'kysely';
import { atomically, type Connection } from '../connection.ts';
import { deleteForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function trustStore(on: Connection): TrustStore {
  return {
    insert: (trust) => insert(on, trust),
    find: (deviceId, organizationId) => find(on, deviceId, organizationId),
    findBySpent: (tokenHash) => findBySpent(on, tokenHash),
    rotate: (trust, tokenHash, at) => rotate(on, trust, tokenHash, at),
    end: (which) => end(on, which),
    listOf: (accountId) => listOf(on, accountId),
    endAll: () => endAll(on),
    forget: (now, batch) => forget(on, now, batch),
  };
}

async function insert({ db }: Connection, trust: Trust): Promise<void> {
  await db
    .insertInto('trust')
    .values({
      id: trust.id,
      device_id: trust.deviceId,
      account_id: trust.accountId,
      organization_id: trust.organizationId,
      token_hash: trust.tokenHash,
      previous_hash: trust.previousHash,
      rotated_at: trust.rotatedAt,
      granted_at: trust.grantedAt,
    })
    .execute();
}

async function find({ db }: Connection, deviceId: string, organizationId: string): Promise<Trust | null> {
  const row = await db
    .selectFrom('trust')
    .selectAll()
    .where('device_id', '=', id(deviceId))
    .where('organization_id', '=', id(organizationId))
    .executeTakeFirst();
  return row === undefined ? null : trustOf(row);
}

async function findBySpent({ db }: Connection, tokenHash: Uint8Array): Promise<Trust | null> {
  const row = await db
    .selectFrom('trust')
    .innerJoin('spent_trust_token', 'spent_trust_token.trust_id', 'trust.id')
    .selectAll('trust')
    .where('spent_trust_token.token_hash', '=', Buffer.from(tokenHash))
    .executeTakeFirst();
  return row === undefined ? null : trustOf(row);
}

/** What comes before the one before is spent. */
function rotate(on: Connection, trust: Trust, tokenHash: Uint8Array, at: number): Promise<void> {
  return atomically(on, async ({ db }) => {
    if (trust.previousHash !== null) {
      await db.insertInto('spent_trust_token').values({ token_hash: trust.previousHash, trust_id: trust.id }).execute();
    }
    await db
      .updateTable('trust')
      .set({ token_hash: Buffer.from(tokenHash), previous_hash: trust.tokenHash, rotated_at: at })
      .where('id', '=', id(trust.id))
      .execute();
  });
}

async function end(on: Connection, which: WhichTrust): Promise<Trust[]> {
  if ('deviceId' in which && !('organizationId' in which)) {
    return (await endOfDevice(on, { device_id: id(which.deviceId) })).map(trustOf);
  }
  const all = on.db.deleteFrom('trust');
  const some =
    'accountId' in which
      ? all.where('account_id', '=', id(which.accountId))
      : all.where('device_id', '=', id(which.deviceId));
  const ended = 'organizationId' in which ? some.where('organization_id', '=', id(which.organizationId)) : some;
  return (await ended.returningAll().execute()).map(trustOf);
}

const endOfDevice = deleteForMany<'trust', { device_id: Id }>('trust', { device_id: 'id' });

async function listOf({ db }: Connection, accountId: string): Promise<Trust[]> {
  const rows = await db.selectFrom('trust').selectAll().where('account_id', '=', id(accountId)).execute();
  return rows.map(trustOf);
}

async function endAll({ db }: Connection): Promise<void> {
  await db.deleteFrom('trust').execute();
}

const dayMs = 86_400_000;

async function forget({ db }: Connection, now: number, batch: number): Promise<number> {
  // Organization by organization, each by its index: SQLite keeps to the order of a cross join.
  const latestOver = sql<number>`case policy.second_factor when 'always' then ${sql.lit(Number.MAX_SAFE_INTEGER)}
    else ${sql.lit(now)} - policy.trust_days * ${sql.lit(dayMs)} end`;
  const over = db
    .selectFrom('policy')
    .crossJoin('trust')
    .select('trust.id')
    .whereRef('trust.organization_id', '=', 'policy.organization_id')
    .where('trust.granted_at', '<=', latestOver)
    .limit(batch);
  const forgotten = await db.deleteFrom('trust').where('id', 'in', over).executeTakeFirstOrThrow();
  return Number(forgotten.numDeletedRows);
}

function trustOf(row: Selectable<Tables['trust']>): Trust {
  return {
    id: row.id,
    deviceId: row.device_id,
    accountId: row.account_id,
    organizationId: row.organization_id,
    tokenHash: row.token_hash,
    previousHash: row.previous_hash,
    rotatedAt: row.rotated_at,
    grantedAt: row.granted_at,
  };
}
