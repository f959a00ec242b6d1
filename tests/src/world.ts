import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ClientDescription,
  type Deps,
  hasFreshProof,
  type IssuedSession,
  makeSetUpLink,
  type Owner,
  setUp,
  signIn,
  type Visitor,
} from '@rollcall/core';
import { openStorage, type Storage, type StorageLocation } from '@rollcall/storage';
import { createConfirmation, createVerifier, type Verifier } from '@rollcall/verifier';
import { afterAll, beforeAll, describe } from 'vitest';
import { systemChance } from '../../packages/server/src/chance.ts';
import { createPasswords } from '../../packages/server/src/passwords.ts';
import { createThrottle } from '../../packages/server/src/throttle.ts';
import { createTotp } from '../../packages/server/src/totp.ts';
import { createWebAuthn } from '../../packages/server/src/web-authn.ts';
import { type MovableClock, movableClock } from './movable-clock.ts';
import { createDatabase } from './postgres.ts';
import { password, secretOf } from './test-server.ts';

/** The rules on a real store, with a real verifier, real hashing and real throttling. Only the clock is ours. */
export interface World {
  readonly deps: Deps;
  readonly storage: Storage;
  readonly verifier: Verifier;
  readonly clock: MovableClock;
  /** What was put into the outbox, in order, as the mailer would get it. */
  readonly posted: unknown[];
}

/** Runs the tests once on each engine. */
export function inEachWorld(tests: (world: () => World, engine: 'sqlite' | 'postgres') => void): void {
  for (const engine of ['sqlite', 'postgres'] as const) {
    describe(`on ${engine}`, () => {
      let world: World;
      let end: () => Promise<void>;
      beforeAll(async () => {
        const place = engine === 'sqlite' ? aFile() : await aDatabase();
        world = await openWorld(place.location);
        end = place.remove;
      });
      afterAll(async () => {
        await world.verifier.stop();
        await world.storage.close();
        await end();
      });
      tests(() => world, engine);
    });
  }
}

async function openWorld(location: StorageLocation): Promise<World> {
  const clock = movableClock();
  const posted: unknown[] = [];
  const storage = await openStorage(location, { clock, chance: systemChance });
  const verifier = createVerifier({ store: storage.verifiers, clock, name: 'tests' });
  await verifier.start();
  const deps: Deps = {
    accounts: storage.accounts,
    authority: storage.authority,
    chains: storage.chains,
    credentials: storage.credentials,
    devices: storage.devices,
    factors: storage.factors,
    grants: storage.grants,
    holds: storage.holds,
    hostCodes: storage.hostCodes,
    invitations: storage.invitations,
    links: storage.links,
    lockOuts: storage.lockOuts,
    log: storage.log,
    organizations: storage.organizations,
    outbox: storage.outbox,
    policies: storage.policies,
    services: storage.services,
    terminations: storage.terminations,
    signInChallenges: storage.signInChallenges,
    trusts: storage.trusts,
    webhooks: storage.webhooks,
    transaction: storage.transaction,
    clock,
    chance: systemChance,
    passwords: createPasswords(),
    throttle: createThrottle((limits) => storage.throttleStore(limits)),
    confirmation: createConfirmation({ store: storage.verifiers }),
    post: async (_outbox, _kind, payload) => {
      posted.push(payload);
    },
    publicOrigin: 'https://rollcall.test',
    canMail: true,
    seal: (plaintext) => plaintext,
    unseal: (sealed) => sealed,
    totp: createTotp('rollcall.test'),
    webAuthn: createWebAuthn('https://rollcall.test'),
    webhookSender: { mayReach: () => true, send: async () => null },
  };
  return { deps, storage, verifier, clock, posted };
}

function aFile() {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-world-'));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return { location: { kind: 'sqlite', file: join(folder, 'store.db') } as const, remove };
}

async function aDatabase() {
  const database = await createDatabase();
  return { location: { kind: 'postgres', url: database.url } as const, remove: () => database.drop() };
}

const firefox: ClientDescription = {
  type: 'computer',
  browserName: 'Firefox',
  browserVersion: '145',
  systemName: 'Debian',
  systemVersion: '12',
  model: null,
};

/** A browser that nobody has seen before, unless its tokens are given. */
export function visitor(given: Partial<Visitor> = {}): Visitor {
  return {
    address: '198.51.100.7',
    userAgent: 'Mozilla/5.0',
    client: firefox,
    browserToken: null,
    sessionToken: null,
    stepToken: null,
    trustTokens: [],
    ...given,
  };
}

let people = 0;

/** A new account with its user name; it has the password of all tests. */
export async function newPerson(world: World): Promise<{ readonly login: string; readonly accountId: string }> {
  people += 1;
  const login = `person${people}`;
  const { deps, storage } = world;
  const passwordHash = await deps.passwords.hash(password);
  const accountId = deps.chance.id();
  const now = deps.clock.now();
  const organization = await storage.organizations.default();
  await storage.accounts.insert({
    id: accountId,
    displayName: `Person ${people}`,
    passwordHash,
    locale: null,
    timeZone: null,
    createdAt: now,
    disabledAt: null,
    passwordChangedAt: now,
    lastLookedAt: null,
  });
  const name = {
    normalized: login,
    text: login,
    accountId,
    kind: 'user_name',
    createdAt: now,
    verifiedAt: now,
  } as const;
  await storage.accounts.addLoginName(name);
  await storage.organizations.addMember({ accountId, organizationId: organization.id, role: 'member', joinedAt: now });
  return { login, accountId };
}

/** Signs somebody in from a browser who has no second factor. */
export async function enter(world: World, login: string, from: Visitor = visitor()): Promise<IssuedSession> {
  const { session } = await signIn(world.deps, from, { login, password, lifetime: 'standard' });
  if (session === null) throw new Error(`${login} is asked for a second factor.`);
  return session;
}

/** The session's holder acting, as authentication would hand it to a verb. */
export async function ownerOf(world: World, session: Pick<IssuedSession, 'id'>): Promise<Owner> {
  const record = await world.storage.credentials.find(session.id);
  if (record === null) throw new Error('There is no such session.');
  return {
    kind: 'account',
    accountId: record.accountId,
    organizationId: record.organizationId,
    credentialId: record.id,
    deviceId: record.deviceId,
    authenticatedAt: record.authenticatedAt,
    address: record.lastAddress,
  };
}

/** What a verify that starts now says of the token: `good`, or why not. */
export async function verified(world: World, token: string): Promise<string> {
  const verdict = await world.verifier.verify(token, 'session', { now: world.clock.now(), address: null });
  return verdict.active ? 'good' : verdict.reason;
}

/** Whether a verify that starts now finds a fresh proof in that session. */
export async function hasProof(world: World, token: string): Promise<boolean> {
  const now = world.clock.now();
  const verdict = await world.verifier.verify(token, 'session', { now, address: null });
  return verdict.active && hasFreshProof(verdict.credential, now);
}

/** Set-up by the first link, as the terminal shows it. */
export async function setUpFirst(world: World): Promise<IssuedSession> {
  const { url } = await makeSetUpLink(world.deps);
  return setUp(world.deps, visitor(), {
    link: secretOf(url),
    userName: 'anna',
    displayName: 'Anna Lind',
    password,
    organizationName: null,
  });
}
