import type { Storage } from '@rollcall/storage';
import { systemChance } from '../chance.ts';

const client = {
  type: 'computer',
  browserName: 'Firefox',
  browserVersion: '145',
  systemName: 'Linux',
  systemVersion: null,
  model: null,
} as const;

/** Inserts an account with one session, as a sign-in at that time does. */
export async function signInAt(storage: Storage, at: number): Promise<{ accountId: string; sessionId: string }> {
  const { accountId, sessionIds } = await signInOftenAt(storage, at, 1);
  return { accountId, sessionId: sessionIds[0] ?? '' };
}

/** The same with that many sessions. */
export async function signInOftenAt(
  storage: Storage,
  at: number,
  sessions: number,
): Promise<{ accountId: string; sessionIds: string[] }> {
  const accountId = systemChance.id();
  const sessionIds = Array.from({ length: sessions }, () => systemChance.id());
  await storage.accounts.insert({
    id: accountId,
    displayName: 'Åsa',
    locale: null,
    timeZone: null,
    createdAt: at,
    disabledAt: null,
    passwordChangedAt: null,
    lastLookedAt: null,
    passwordHash: null,
  });
  const { id: organizationId } = await storage.organizations.default();
  await storage.organizations.addMember({ accountId, organizationId, role: 'member', joinedAt: 0 });
  await storage.transaction(async ({ accounts, credentials }) => {
    await accounts.lock(accountId);
    const generations = await credentials.generations(accountId, organizationId, 'session');
    const born = {
      accountId,
      organizationId,
      deviceId: null,
      lifetime: 'standard',
      assurance: 1,
      issuedAt: at,
      lastUsedAt: at,
      authenticatedAt: at,
      serviceId: null,
      fromSessionId: null,
      returnTo: null,
      ownEndAt: null,
      address: '192.0.2.1',
      accountGeneration: generations.account,
      organizationGeneration: generations.organization,
      method: 'password',
      client,
      userAgent: null,
    } as const;
    for (const id of sessionIds) {
      await credentials.insertSession({ ...born, id, tokenHash: systemChance.bytes(32) });
    }
  });
  return { accountId, sessionIds };
}
