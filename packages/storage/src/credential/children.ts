import type { ChildSession, NewChildSession } from '@rollcall/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { rowsAsParameter } from '../storable.ts';
import { isLive } from './state.ts';

/** Everything that limits it is copied by the store itself, out of the parent's row as it is at that moment. */
export async function insertChild(on: Connection, child: NewChildSession): Promise<void> {
  await insertCredential(on, child);
  await insertSession(on, child);
  await on.db
    .insertInto('child_session')
    .values({ credential_id: child.id, host: child.host, entered_at: child.at })
    .execute();
}

const inherited = [
  'account_id',
  'organization_id',
  'device_id',
  'lifetime',
  'assurance',
  'issued_at',
  'authenticated_at',
  'account_generation',
  'organization_generation',
  'expires_at',
] as const;

async function insertCredential({ db, dialect }: Connection, child: NewChildSession): Promise<void> {
  const { id: idType, bytes, whole, text } = dialect.columnTypes;
  await db
    .insertInto('credential')
    .columns(['id', 'kind', 'token_hash', 'parent_id', 'last_used_at', 'first_address', 'last_address', ...inherited])
    .expression((from) =>
      from
        .selectFrom('credential')
        .select([
          sql<Id>`cast(${child.id} as ${idType})`.as('id'),
          'credential.kind',
          sql<Buffer>`cast(${child.tokenHash} as ${bytes})`.as('token_hash'),
          'credential.id as parent_id',
          sql<number>`cast(${child.at} as ${whole})`.as('last_used_at'),
          sql<string | null>`cast(${child.address} as ${text})`.as('first_address'),
          sql<string | null>`cast(${child.address} as ${text})`.as('last_address'),
          ...inherited.map((column) => `credential.${column}` as const),
        ])
        .where('credential.id', '=', id(child.parentId)),
    )
    .execute();
}

const described = [
  'method',
  'user_agent',
  'service_id',
  'client_type',
  'browser_name',
  'browser_version',
  'system_name',
  'system_version',
  'model',
] as const;

async function insertSession({ db, dialect }: Connection, child: NewChildSession): Promise<void> {
  await db
    .insertInto('session')
    .columns(['credential_id', ...described])
    .expression((from) =>
      from
        .selectFrom('session')
        .select([
          sql<Id>`cast(${child.id} as ${dialect.columnTypes.id})`.as('credential_id'),
          ...described.map((column) => `session.${column}` as const),
        ])
        .where('session.credential_id', '=', id(child.parentId)),
    )
    .execute();
}

export async function listChildren(
  { db, dialect }: Connection,
  parentIds: readonly string[],
  now: number,
): Promise<ChildSession[]> {
  if (parentIds.length === 0) return [];
  const given = dialect.tableOf<{ id: Id }>({ id: 'id' }, rowsAsParameter(parentIds.map((text) => ({ id: id(text) }))));
  const rows = await db
    .selectFrom(given.as('given'))
    .innerJoin('credential', 'credential.parent_id', 'given.id')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .innerJoin('child_session', 'child_session.credential_id', 'credential.id')
    .select([
      'credential.id',
      'given.id as parent_id',
      'credential.last_used_at',
      'child_session.host',
      'child_session.entered_at',
    ])
    .where('credential.parent_id', 'is not', null)
    .where(isLive(now))
    .orderBy('child_session.host')
    .orderBy('credential.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    host: row.host,
    since: row.entered_at,
    lastUsedAt: row.last_used_at,
  }));
}
