import type { NewSession } from '@rollcall/core';
import type { Insertable } from 'kysely';
import type { Connection } from '../connection.ts';
import { clientColumns, clientSorts } from '../device/client.ts';
import { insertForMany } from '../for-many.ts';
import type { Tables } from '../schema.ts';

export async function insertSession(on: Connection, session: NewSession): Promise<void> {
  await insertCredentialRow(on, {
    id: session.id,
    kind: 'session',
    token_hash: session.tokenHash,
    account_id: session.accountId,
    organization_id: session.organizationId,
    device_id: session.deviceId,
    lifetime: session.lifetime,
    assurance: session.assurance,
    issued_at: session.issuedAt,
    authenticated_at: session.authenticatedAt,
    last_used_at: session.lastUsedAt,
    first_address: session.address,
    last_address: session.address,
    account_generation: session.accountGeneration,
    organization_generation: session.organizationGeneration,
    expires_at: session.ownEndAt,
  });
  await insertSessionRow(on, {
    credential_id: session.id,
    method: session.method,
    user_agent: session.userAgent,
    service_id: session.serviceId,
    from_session_id: session.fromSessionId,
    return_to: session.returnTo,
    ...clientColumns(session.client),
  });
}

/** What a birth leaves empty. */
type NotYet =
  | 'parent_id'
  | 'hold_id'
  | 'held_until'
  | 'revoked_at'
  | 'revoked_reason'
  | 'revoked_by_account_id'
  | 'revoked_by_device_id';

const insertCredentialRow = insertForMany<'credential', Omit<Insertable<Tables['credential']>, NotYet>>('credential', {
  id: 'id',
  kind: 'text',
  token_hash: 'bytes',
  account_id: 'id',
  organization_id: 'id',
  device_id: 'id',
  lifetime: 'text',
  assurance: 'whole',
  issued_at: 'whole',
  authenticated_at: 'whole',
  last_used_at: 'whole',
  first_address: 'text',
  last_address: 'text',
  account_generation: 'whole',
  organization_generation: 'whole',
  expires_at: 'whole',
});

const insertSessionRow = insertForMany<'session', Insertable<Tables['session']>>('session', {
  credential_id: 'id',
  method: 'text',
  user_agent: 'text',
  service_id: 'id',
  from_session_id: 'id',
  return_to: 'text',
  ...clientSorts,
});
