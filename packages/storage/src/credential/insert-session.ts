import type { NewSession } from '@rollcall/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { prepare } from '../prepared.ts';

export async function insertSession(on: Connection, session: NewSession): Promise<void> {
  await insertCredentialRow(on, {
    id: session.id,
    token_hash: session.tokenHash,
    account_id: session.accountId,
    organization_id: session.organizationId,
    device_id: session.deviceId,
    lifetime: session.lifetime,
    assurance: session.assurance,
    issued_at: session.issuedAt,
    authenticated_at: session.authenticatedAt,
    address: session.address,
    account_generation: session.accountGeneration,
    organization_generation: session.organizationGeneration,
  });
  await insertSessionRow(on, {
    credential_id: session.id,
    method: session.method,
    user_agent: session.userAgent,
    service_id: session.serviceId,
    client_type: session.client.type,
    browser_name: session.client.browserName,
    browser_version: session.client.browserVersion,
    system_name: session.client.systemName,
    system_version: session.client.systemVersion,
    model: session.client.model,
  });
}

type CredentialValues = {
  id: string;
  token_hash: Uint8Array;
  account_id: string;
  organization_id: string;
  device_id: string | null;
  lifetime: NewSession['lifetime'];
  assurance: NewSession['assurance'];
  issued_at: number;
  authenticated_at: number;
  address: string | null;
  account_generation: number;
  organization_generation: number;
};

const insertCredentialRow = prepare<CredentialValues, unknown>(({ db }, slot) =>
  db.insertInto('credential').values({
    id: slot('id'),
    kind: sql.lit('session'),
    token_hash: slot('token_hash'),
    account_id: slot('account_id'),
    organization_id: slot('organization_id'),
    device_id: slot('device_id'),
    lifetime: slot('lifetime'),
    assurance: slot('assurance'),
    issued_at: slot('issued_at'),
    authenticated_at: slot('authenticated_at'),
    last_used_at: slot('issued_at'),
    first_address: slot('address'),
    last_address: slot('address'),
    account_generation: slot('account_generation'),
    organization_generation: slot('organization_generation'),
  }),
);

type SessionValues = {
  credential_id: string;
  method: NewSession['method'];
  user_agent: string | null;
  service_id: string | null;
  client_type: NewSession['client']['type'];
  browser_name: string | null;
  browser_version: string | null;
  system_name: string | null;
  system_version: string | null;
  model: string | null;
};

const insertSessionRow = prepare<SessionValues, unknown>(({ db }, slot) =>
  db.insertInto('session').values({
    credential_id: slot('credential_id'),
    method: slot('method'),
    user_agent: slot('user_agent'),
    service_id: slot('service_id'),
    client_type: slot('client_type'),
    browser_name: slot('browser_name'),
    browser_version: slot('browser_version'),
    system_name: slot('system_name'),
    system_version: slot('system_version'),
    model: slot('model'),
  }),
);
