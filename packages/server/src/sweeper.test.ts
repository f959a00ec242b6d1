import type { Storage } from '@rollcall/storage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemChance } from './chance.ts';
import type { Log } from './log.ts';
import { sealAll } from './log-sealer.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createSweeper, type Sweeper, sweptAtOnce } from './sweeper.ts';
import { signInAt, signInOftenAt } from './test-helpers/sessions.ts';
import { storageOfItsOwn, type TestStorage } from './test-helpers/storage.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const dayMs = 86_400_000;
let now = noon;
const clock = { now: () => now };
let place: TestStorage;
let storage: Storage;
let sweeper: Sweeper;
let faults: string[];
let told: string[];

beforeEach(async () => {
  now = noon;
  faults = [];
  told = [];
  place = storageOfItsOwn();
  storage = await place.open(clock);
  sweeper = sweeperOn(storage);
});
afterEach(async () => {
  await sweeper.stop();
  await place.remove();
});

function sweeperOn(stores: Storage): Sweeper {
  const nothing = () => {};
  const error = (facts: object) => faults.push(JSON.stringify(facts));
  const log: Log = { debug: nothing, info: nothing, warn: nothing, error };
  const tell = (accountId: string) => void told.push(accountId);
  return createSweeper({ ...stores, clock, chance: systemChance, post: async () => {} }, log, createMetrics(), tell);
}

function noteFrom(address: string, at: number): Promise<void> {
  return storage.log.append({
    id: systemChance.id(),
    at,
    event: 'sign_in.failed',
    accountId: null,
    organizationId: null,
    actorKind: 'anonymous',
    actorAccountId: null,
    actorDeviceId: null,
    credentialId: null,
    deviceId: null,
    address,
    details: {},
  });
}

test('A session that ran out gets its end written down; later its address goes, and then all of it', async () => {
  const { sessionId } = await signInAt(storage, now);
  const live = await signInAt(storage, now + 89 * dayMs);
  now += 2 * dayMs;
  await sweeper.nudge();
  const ended = await storage.credentials.find(sessionId);
  expect(ended?.ending?.reason).toBe('idle');
  expect(ended?.lastAddress).toBe('192.0.2.1');

  const organization = await storage.organizations.default();
  const policy = await storage.organizations.policy(organization.id);
  await storage.organizations.setPolicy(organization.id, { ...policy, addressDays: 30 });
  now = noon + 40 * dayMs;
  await sweeper.nudge();
  expect(await storage.credentials.find(sessionId)).toMatchObject({ firstAddress: null, lastAddress: null });

  now = noon + 92 * dayMs;
  await sweeper.nudge();
  expect(await storage.credentials.find(sessionId)).toBe(null);
  expect(await storage.credentials.find(live.sessionId)).not.toBe(null);
  expect(faults).toEqual([]);
});

test('More than a batch is done in one go', async () => {
  const ids: string[] = [];
  for (let count = 0; count < sweptAtOnce + 5; count += 1) ids.push((await signInAt(storage, now)).sessionId);
  now += 100 * dayMs;
  await sweeper.nudge();
  now += 100 * dayMs;
  await sweeper.nudge();
  const left = await Promise.all(ids.map((id) => storage.credentials.find(id)));
  expect(left.filter((session) => session !== null)).toEqual([]);
});

test('What ran out of time behind ten thousand that did not is written down in the same go', {
  timeout: 60_000,
}, async () => {
  await signInOftenAt(storage, now, 10_100);
  const { sessionId } = await signInAt(storage, now - 2 * dayMs);
  await sweeper.nudge();
  expect((await storage.credentials.find(sessionId))?.ending?.reason).toBe('idle');
});

test('Addresses in the log go when the policy says so', async () => {
  const { accountId } = await signInAt(storage, now);
  await noteFrom('192.0.2.7', now);
  now += 91 * dayMs;
  await noteFrom('192.0.2.8', now);
  await sweeper.nudge();
  await sealAll({ ...storage, clock, chance: systemChance });
  await sweeper.nudge();
  expect(await storage.log.eraseAddresses(now + 91 * dayMs, 10)).toBe(1);
  expect((await storage.log.pageOf(accountId, [], { after: null, limit: 10 })).rows).toEqual([]);
});

test('A hold that lapsed is settled, what it held is released, and open pages learn of it', async () => {
  const { accountId, sessionId } = await signInAt(storage, now);
  const id = systemChance.id();
  await storage.transaction(async ({ holds, credentials }) => {
    await holds.insert({
      id,
      accountId,
      byCredentialId: sessionId,
      byDeviceId: null,
      act: 'revoke_session',
      deviceId: null,
      createdAt: now,
      lapsesAt: now + 900_000,
      outcome: null,
      settledAt: null,
    });
    await credentials.hold({ id: sessionId }, id, now, now + 900_000);
  });
  now += 900_000;
  await sweeper.nudge();
  expect((await storage.holds.find(id))?.outcome).toBe('lapsed');
  expect((await storage.credentials.find(sessionId))?.holdId).toBe(null);
  expect(told).toEqual([accountId]);
  await sweeper.nudge();
  expect(told).toEqual([accountId]);
});

test('Links that ended a month ago are forgotten, younger ones are not', async () => {
  const [old, young] = [systemChance.bytes(32), systemChance.bytes(32)];
  const link = { purpose: 'setup', accountId: null, email: null, byCredentialId: null, usedAt: null } as const;
  await storage.links.insert({ ...link, id: systemChance.id(), secretHash: old, createdAt: now, expiresAt: now });
  now += 31 * dayMs;
  await storage.links.insert({ ...link, id: systemChance.id(), secretHash: young, createdAt: now, expiresAt: now });
  await sweeper.nudge();
  expect(await storage.links.findByHash(old)).toBe(null);
  expect(await storage.links.findByHash(young)).not.toBe(null);
});

test('A job that fails is reported and does not keep the others from their work', async () => {
  const { sessionId } = await signInAt(storage, now);
  now += 2 * dayMs;
  const credentials = {
    ...storage.credentials,
    eraseAddresses: () => Promise.reject(new Error('The disk is full.')),
  };
  await sweeperOn({ ...storage, credentials }).nudge();
  expect(faults).toEqual([expect.stringContaining('erase addresses of sessions')]);
  expect((await storage.credentials.find(sessionId))?.ending?.reason).toBe('idle');
});
