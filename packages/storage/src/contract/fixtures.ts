import { randomBytes } from 'node:crypto';
import {
  type Account,
  type Chance,
  type Clock,
  type Device,
  type Ending,
  type Generations,
  type LogEntry,
  type NewChildSession,
  type NewSession,
  type SignInAccount,
  type Stores,
  whyUnusable,
} from '@rollcall/core';
import type { Storage } from '../index.ts';

/** A moment that all tests start from: 2026-11-22T12:00:00Z. */
export const noon = Date.UTC(2026, 10, 22, 12);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const clock: Clock = { now: () => noon };

let made = 0;

/** UUIDv7 of a counter: what is made later has the larger id. */
export function newId(): string {
  made += 1;
  const random = randomBytes(10).toString('hex');
  const time = (noon + made).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

export const chance: Pick<Chance, 'id'> = { id: newId };

export const newHash = (): Buffer => randomBytes(32);

export function newAccount(given: Partial<SignInAccount> = {}): SignInAccount {
  return {
    id: newId(),
    displayName: 'Ada',
    locale: null,
    timeZone: null,
    createdAt: noon,
    disabledAt: null,
    passwordChangedAt: noon,
    lastLookedAt: null,
    passwordHash: '$argon2id$fake',
    ...given,
  };
}

export async function addAccount(storage: Storage, given: Partial<SignInAccount> = {}): Promise<Account> {
  const account = newAccount(given);
  await storage.accounts.insert(account);
  const organization = await storage.organizations.default();
  await storage.organizations.addMember({
    accountId: account.id,
    organizationId: organization.id,
    role: 'member',
    joinedAt: noon,
  });
  return account;
}

export const client = {
  type: 'computer',
  browserName: 'Firefox',
  browserVersion: '145',
  systemName: 'Debian',
  systemVersion: '12',
  model: null,
} as const;

export function newSession(
  accountId: string,
  organizationId: string,
  generations: Generations,
  given: Partial<NewSession> = {},
): NewSession {
  return {
    id: newId(),
    tokenHash: newHash(),
    accountId,
    organizationId,
    deviceId: null,
    lifetime: 'standard',
    assurance: 1,
    issuedAt: noon,
    lastUsedAt: given.issuedAt ?? noon,
    authenticatedAt: given.issuedAt ?? noon,
    serviceId: null,
    fromSessionId: null,
    returnTo: null,
    ownEndAt: null,
    address: '192.0.2.1',
    accountGeneration: generations.account,
    organizationGeneration: generations.organization,
    method: 'password',
    client,
    userAgent: 'Mozilla/5.0',
    ...given,
  };
}

/** Inserts a session as a birth does: with the generations of the moment, in the transaction that locks its account. */
export async function bear(stores: Stores, accountId: string, given: Partial<NewSession> = {}): Promise<NewSession> {
  await stores.accounts.lock(accountId);
  const organizationId = given.organizationId ?? (await stores.organizations.default()).id;
  const generations = await stores.credentials.generations(accountId, organizationId, 'session');
  const session = newSession(accountId, organizationId, generations, given);
  await stores.credentials.insertSession(session);
  return session;
}

export function addSession(storage: Storage, accountId: string, given: Partial<NewSession> = {}): Promise<NewSession> {
  return storage.transaction((stores) => bear(stores, accountId, given));
}

/** Makes a child as a birth does: `null` where its parent is not good any more. */
export async function addChild(
  storage: Storage,
  parent: Pick<NewSession, 'id' | 'accountId'>,
  given: Partial<NewChildSession> = {},
): Promise<NewChildSession | null> {
  return storage.transaction(async (stores) => {
    await stores.accounts.lock(parent.accountId);
    const locked = await stores.credentials.lock(parent.id);
    if (locked === null || whyUnusable(locked, noon) !== null) return null;
    const child: NewChildSession = {
      id: newId(),
      parentId: parent.id,
      tokenHash: newHash(),
      host: 'wiki.example.org',
      at: noon,
      address: '192.0.2.1',
      ...given,
    };
    await stores.credentials.insertChild(child);
    return child;
  });
}

export function newDevice(accountId: string): Device {
  return {
    id: newId(),
    accountId,
    name: null,
    client,
    firstSeenAt: noon,
    lastSignInAt: noon,
    removedAt: null,
    lostAt: null,
  };
}

export async function addDevice(storage: Storage, accountId: string): Promise<string> {
  const device = newDevice(accountId);
  await storage.devices.insert(device, newHash());
  return device.id;
}

export function newEntry(accountId: string | null, given: Partial<LogEntry> = {}): LogEntry {
  return {
    id: newId(),
    at: noon,
    event: 'session.revoked',
    accountId,
    organizationId: newId(),
    actorKind: 'account',
    actorAccountId: accountId,
    actorDeviceId: newId(),
    credentialId: newId(),
    deviceId: newId(),
    address: '192.0.2.1',
    details: { count: 3, remembered: true, text: 'Ω"\\' },
    ...given,
  };
}

export async function accountsOf(storage: Storage, count: number): Promise<string[]> {
  const made = await Promise.all(Array.from({ length: count }, () => addAccount(storage)));
  return made.map(({ id }) => id);
}

/** How many lines the log has of each. */
export function linesOf({ log }: Storage, accountIds: readonly string[]): Promise<number[]> {
  const page = { after: null, limit: 100 };
  return Promise.all(accountIds.map(async (accountId) => (await log.pageOf(accountId, [], page)).rows.length));
}

export function endingAt(at: number, given: Partial<Ending> = {}): Ending {
  return { reason: 'revoked_by_owner', at, by: { accountId: null, deviceId: null }, ...given };
}

/** Ends everything of an organization, with that locked, as it must be. */
export function endOrganization(
  storage: Storage,
  which: Parameters<Stores['credentials']['endOrganization']>[0],
  ending: Ending,
): Promise<void> {
  return storage.transaction(async ({ credentials, organizations }) => {
    await organizations.lock(which.organizationId);
    await credentials.endOrganization(which, ending);
  });
}
