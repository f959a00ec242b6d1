import type { NewServiceCredential, ServiceCredential } from '@rollcall/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { isNotEnded, limitMs } from '../credential/state.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';

export async function insertCredential({ db }: Connection, credential: NewServiceCredential): Promise<void> {
  await db
    .insertInto('credential')
    .values({
      id: credential.id,
      kind: 'service_credential',
      token_hash: credential.tokenHash,
      account_id: credential.serviceId,
      organization_id: credential.organizationId,
      lifetime: 'standard',
      assurance: 1,
      issued_at: credential.issuedAt,
      authenticated_at: credential.issuedAt,
      last_used_at: credential.issuedAt,
      account_generation: credential.accountGeneration,
      organization_generation: credential.organizationGeneration,
      expires_at: credential.ownEndAt,
    })
    .execute();
  await db
    .insertInto('service_credential')
    .values({
      credential_id: credential.id,
      name: credential.name,
      permissions: JSON.stringify(credential.permissions),
    })
    .execute();
}

const credentials = ({ db }: Pick<Connection, 'db'>) =>
  db
    .selectFrom('credential')
    .innerJoin('policy', 'policy.organization_id', 'credential.organization_id')
    .innerJoin('service_credential', 'service_credential.credential_id', 'credential.id')
    .select([
      'credential.id',
      'credential.account_id',
      'credential.organization_id',
      'credential.issued_at',
      'credential.last_used_at',
      'credential.last_address',
      'credential.held_until',
      'credential.revoked_at',
      'credential.expires_at',
      limitMs('idle').as('idle_limit_ms'),
      limitMs('absolute').as('absolute_limit_ms'),
      sql<0 | 1>`case when credential.revoked_at is null and not ${isNotEnded} then 1 else 0 end`.as('outlived'),
      'service_credential.name',
      'service_credential.permissions',
    ]);

const byId = selectForMany<{ id: Id }, CredentialColumns>({ id: 'id' }, (on, slot) =>
  credentials(on).where('credential.id', '=', slot('id')),
);

export async function findCredential(on: Connection, credentialId: string): Promise<ServiceCredential | null> {
  const [row] = await byId(on, { id: id(credentialId) });
  return row === undefined ? null : credentialOf(row);
}

export async function listCredentials(on: Connection, serviceId: string): Promise<ServiceCredential[]> {
  const rows = await credentials(on)
    .where('credential.account_id', '=', id(serviceId))
    .orderBy('credential.id', 'desc')
    .execute();
  return rows.map(credentialOf);
}

/** Shares the lock with whoever else only wants the service to stay. */
export const keepService = selectForMany<{ id: Id }, { id: Id }>(
  { id: 'id' },
  ({ db, dialect }, slot) =>
    db
      .selectFrom('account')
      .select('account.id')
      .where('account.id', '=', slot('id'))
      .modifyEnd(dialect.keepRows('account')),
  { rank: 'keep' },
);

/** Two statements: the second sees what was committed while the first one waited. */
export async function keepCredential(
  on: Connection,
  credentialId: string,
  serviceId: string,
): Promise<ServiceCredential | null> {
  await keepService(on, { id: id(serviceId) });
  return findCredential(on, credentialId);
}

export async function setOwnEnd({ db }: Connection, credentialId: string, at: number): Promise<void> {
  await db
    .updateTable('credential')
    .set({ expires_at: at })
    .where('id', '=', id(credentialId))
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', at)]))
    .execute();
}

type CredentialColumns = Awaited<ReturnType<ReturnType<typeof credentials>['execute']>>[number];

function credentialOf(row: CredentialColumns): ServiceCredential {
  return {
    id: row.id,
    serviceId: row.account_id,
    organizationId: row.organization_id,
    name: row.name,
    permissions: JSON.parse(row.permissions),
    issuedAt: row.issued_at,
    lastUsedAt: row.last_used_at,
    lastAddress: row.last_address,
    heldUntil: row.held_until,
    revokedAt: row.revoked_at,
    ownEndAt: row.expires_at,
    outlived: row.outlived === 1,
    idleLimitMs: row.idle_limit_ms,
    absoluteLimitMs: row.absolute_limit_ms,
  };
}
