import type { ActingGrant, GrantStore } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export function grantStore(on: Connection): GrantStore {
  return {
    put: (grant) => put(on, grant),
    find: (grantId, now) => find(on, grantId, now),
    listOf: (accountId, organizationId, now) => listOf(on, accountId, organizationId, now),
    findFor: (organizationId, accountId, holderId, now) => findFor(on, organizationId, accountId, holderId, now),
    end: (grantId) => end(on, grantId),
    endAllOf: (accountId, organizationId, now) => endAllOf(on, accountId, organizationId, now),
    forgetExpired: (before, batch) => forgetExpired(on, before, batch),
  };
}

async function put({ db }: Connection, grant: ActingGrant): Promise<void> {
  const { id: grantId, organizationId, accountId, holderId, byAccountId, createdAt, expiresAt } = grant;
  const row = { id: grantId, by_account_id: byAccountId, created_at: createdAt, expires_at: expiresAt };
  await db
    .insertInto('acting_grant')
    .values({ ...row, organization_id: organizationId, account_id: accountId, holder_id: holderId })
    .onConflict((conflict) => conflict.columns(['organization_id', 'account_id', 'holder_id']).doUpdateSet(row))
    .execute();
}

const standing = ({ db }: Connection, now: number) =>
  db
    .selectFrom('acting_grant')
    .selectAll()
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now)]));

async function find(on: Connection, grantId: string, now: number): Promise<ActingGrant | null> {
  const row = await standing(on, now).where('id', '=', id(grantId)).executeTakeFirst();
  return row === undefined ? null : grantOf(row);
}

async function listOf(
  on: Connection,
  accountId: string,
  organizationId: string | null,
  now: number,
): Promise<ActingGrant[]> {
  let query = standing(on, now).where((row) =>
    row.or([row('account_id', '=', id(accountId)), row('holder_id', '=', id(accountId))]),
  );
  if (organizationId !== null) query = query.where('organization_id', '=', id(organizationId));
  return (await query.orderBy('id', 'desc').execute()).map(grantOf);
}

async function findFor(
  on: Connection,
  organizationId: string,
  accountId: string,
  holderId: string,
  now: number,
): Promise<ActingGrant | null> {
  const row = await standing(on, now)
    .where('organization_id', '=', id(organizationId))
    .where('account_id', '=', id(accountId))
    .where('holder_id', '=', id(holderId))
    .executeTakeFirst();
  return row === undefined ? null : grantOf(row);
}

async function end({ db }: Connection, grantId: string): Promise<boolean> {
  const ended = await db.deleteFrom('acting_grant').where('id', '=', id(grantId)).executeTakeFirstOrThrow();
  return ended.numDeletedRows === 1n;
}

async function endAllOf(
  on: Connection,
  accountId: string,
  organizationId: string | null,
  now: number,
): Promise<number> {
  const ended = await listOf(on, accountId, organizationId, now);
  let all = on.db
    .deleteFrom('acting_grant')
    .where((row) => row.or([row('account_id', '=', id(accountId)), row('holder_id', '=', id(accountId))]));
  if (organizationId !== null) all = all.where('organization_id', '=', id(organizationId));
  await all.execute();
  return ended.length;
}

async function forgetExpired({ db }: Connection, before: number, batch: number): Promise<number> {
  const expired = db.selectFrom('acting_grant').select('id').where('expires_at', '<', before).limit(batch);
  const forgotten = await db.deleteFrom('acting_grant').where('id', 'in', expired).executeTakeFirstOrThrow();
  return Number(forgotten.numDeletedRows);
}

function grantOf(row: Selectable<Tables['acting_grant']>): ActingGrant {
  return {
    id: row.id,
    organizationId: row.organization_id,
    accountId: row.account_id,
    holderId: row.holder_id,
    byAccountId: row.by_account_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
