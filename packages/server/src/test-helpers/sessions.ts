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
  const [accountId, sessionId] = [systemChance.id(), systemChance.id()];
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
  await storage.organizations.addMember({ accountId, organizationId, role: 'member' });
  await storage.transaction(async ({ accounts, credentials }) => {
    await accounts.lock(accountId);
    const generations = await credentials.generations(accountId, organizationId, 'session');
    await credentials.insertSession({
      id: sessionId,
      tokenHash: systemChance.bytes(32),
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
    });
  });
  return { accountId, sessionId };
}
