import { chance } from '../chance.ts';
import { visitor } from '../signing-in.ts';

type Row = Readonly<Record<string, unknown>>;

/** What one birth writes, by table, parents first. */
export type BirthRows = Readonly<Record<'device' | 'credential' | 'session' | 'log', Row>>;

const { address, userAgent } = visitor;
const { type, browserName, browserVersion, systemName, systemVersion, model } = visitor.client;
const described = {
  client_type: type,
  browser_name: browserName,
  browser_version: browserVersion,
  system_name: systemName,
  system_version: systemVersion,
  model,
};

/** The rows of signing in with a browser that was not known, made by hand. */
export function rowsOfBirth(accountId: string, organizationId: string): BirthRows {
  const now = Date.now();
  const deviceId = chance.id();
  const id = chance.id();
  return {
    device: {
      id: deviceId,
      account_id: accountId,
      browser_hash: chance.bytes(32),
      ...described,
      first_seen_at: now,
      last_sign_in_at: now,
    },
    credential: {
      id,
      kind: 'session',
      token_hash: chance.bytes(32),
      account_id: accountId,
      organization_id: organizationId,
      device_id: deviceId,
      lifetime: 'standard',
      assurance: 1,
      issued_at: now,
      authenticated_at: now,
      last_used_at: now,
      first_address: address,
      last_address: address,
      account_generation: 0,
      organization_generation: 0,
    },
    session: { credential_id: id, method: 'password', user_agent: userAgent, ...described },
    log: {
      ...lineOf(accountId, organizationId, id, deviceId, now),
      event: 'sign_in.succeeded',
      details: '{"newDevice":true}',
    },
  };
}

/** The line of the log of an ending, made by hand. */
export function rowOfEnding(accountId: string, organizationId: string, id: string): Row {
  return { ...lineOf(accountId, organizationId, id, null, Date.now()), event: 'session.revoked', details: '{}' };
}

function lineOf(accountId: string, organizationId: string, id: string, deviceId: string | null, at: number): Row {
  return {
    id: chance.id(),
    at,
    account_id: accountId,
    organization_id: organizationId,
    actor_kind: 'account',
    actor_account_id: accountId,
    actor_device_id: deviceId,
    credential_id: id,
    device_id: deviceId,
    address,
  };
}
