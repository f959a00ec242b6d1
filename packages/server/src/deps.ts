import { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Clock, type Deps, mayBeUsedFrom, type Post } from '@rollcall/core';
import { openStorage, type Storage, type StorageLocation } from '@rollcall/storage';
import { createConfirmation, createVerifier, type Verifier } from '@rollcall/verifier';
import type { FastifyBaseLogger } from 'fastify';
import manifest from '../package.json' with { type: 'json' };
import { Authentication, whyEnded } from './authenticate.ts';
import { systemChance } from './chance.ts';
import { trustedProxies } from './client-address.ts';
import { describeClient } from './client-description.ts';
import { type Config, givenVariables } from './config.ts';
import { examine } from './doctor/examine.ts';
import { type Stream, type StreamState, Streams } from './events.ts';
import { ForwardedRecord } from './forwarded-record.ts';
import type { House } from './house.ts';
import { type KeyRing, openKeyRing } from './key-ring.ts';
import { LogWatch } from './log-watch.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { readHouse } from './metrics/read-house.ts';
import { watchedConfirmation, watchedLog, watchedTransaction } from './metrics/watched.ts';
import type { Timer } from './pace.ts';
import { createPasswords } from './passwords.ts';
import { openPlaces } from './places.ts';
import { createPost } from './post.ts';
import { missingKeys, neededKeys } from './rotate-keys.ts';
import { ServiceFacts } from './service-facts.ts';
import { SessionFacts } from './session-facts.ts';
import { Sites } from './sites.ts';
import { createThrottle } from './throttle.ts';
import { createTotp } from './totp.ts';
import { createWebAuthn } from './web-authn.ts';
import { resolve, webhookPatienceMs } from './webhook/send.ts';
import { createTargets } from './webhook/targets.ts';
import { createWebhookSender } from './webhook/webhook-sender.ts';

/** What a test holds still. */
export interface Surroundings {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: FastifyBaseLogger;
  /** The folder of the built pages; `null`: no pages are served. */
  readonly pagesFolder: string | null;
}

/** The house with what runs behind it. */
export interface Wired {
  readonly house: House;
  readonly storage: Storage;
  readonly verifier: Verifier;
  readonly keyRing: KeyRing;
  /** Says when something was put into the outbox, by a transaction that is about to commit. */
  readonly posted: EventEmitter<{ posted: [] }>;
}

/** Everything is wired here, by hand, once. Opens the store and starts nothing. */
export async function wire(config: Config, surroundings: Surroundings): Promise<Wired> {
  const { clock, timer, log } = surroundings;
  const metrics = createMetrics();
  const places = openPlaces(config.cityDatabasePath);
  const keyRing = await openKeyRing(config.keyFilePath, { clock, chance: systemChance });
  const storage = await openStorage(locationOf(config), { clock, chance: systemChance });
  const streams = new Streams({
    stateOf: (stream) => stateOf(storage, clock, stream),
    isCurrent: () => verifier.isCurrent(),
  });
  const verifier = createVerifier({
    store: storage.verifiers,
    clock,
    name: `${hostname()}:${process.pid}`,
    onEvicted: (evicted) => streams.evicted(evicted),
    log,
  });
  const serviceFacts = new ServiceFacts(storage.services);
  const proxies = trustedProxies(config.trustedProxies);
  const forwarded = new ForwardedRecord(proxies);
  const authentication = new Authentication({
    verifier,
    verifierStore: storage.verifiers,
    organizations: storage.organizations,
    serviceFacts,
    clock,
    proxies,
  });
  const posted: Wired['posted'] = new EventEmitter();
  const post: Post = async (...message) => {
    await createPost({ keyRing, chance: systemChance, clock })(...message);
    posted.emit('posted');
  };
  const core = coreDeps(config, { clock, storage, post, metrics, keyRing });
  const house: House = {
    core,
    authentication,
    forwarded,
    serviceFacts,
    sessionFacts: new SessionFacts(storage),
    sites: new Sites(config.publicOrigin, config.protectedHosts, proxies),
    streams,
    placeOf: (address) => places.placeOf(address),
    describe: describeClient,
    logWatch: new LogWatch(core, timer),
    timer,
    facts: {
      version: manifest.version,
      engine: config.databaseUrl === null ? 'sqlite' : 'postgres',
      publicOrigin: config.publicOrigin,
      applicationOrigins: config.applicationOrigins,
      supportContact: config.supportContact,
      pagesFolder: surroundings.pagesFolder,
    },
    store: storage,
    keyRing,
    log,
    metrics,
    examine: (mailTo) => {
      const environment = givenVariables();
      const isServing = () => verifier.figures.registrations > 0;
      return examine({ config, environment, core, storage, keyRing, forwarded, places, isServing }, mailTo);
    },
    isReady: async () => verifier.isCurrent() && (await storage.ready()),
  };
  await warnOfMissingKeys(house);
  metrics.readAt(() => readHouse(house, verifier));
  return { house, storage, verifier, keyRing, posted };
}

/** Somebody else's key file, or one of another node: what it cannot open would be given up in the end. */
async function warnOfMissingKeys({ keyRing, store, log }: House): Promise<void> {
  const missing = missingKeys(keyRing, await neededKeys(store.sealed));
  if (missing.length > 0)
    log.error({ missing }, 'The key file lacks keys that the store needs. Every node needs the same file.');
}

interface Opened {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly post: Post;
  readonly metrics: Metrics;
  readonly keyRing: KeyRing;
}

function coreDeps(config: Config, { clock, storage, post, metrics, keyRing }: Opened): Deps {
  const targets = createTargets(config.webhookInternalHosts);
  return {
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
    log: watchedLog(storage.log, metrics.noted),
    organizations: storage.organizations,
    outbox: storage.outbox,
    policies: storage.policies,
    services: storage.services,
    terminations: storage.terminations,
    signInChallenges: storage.signInChallenges,
    trusts: storage.trusts,
    webhooks: storage.webhooks,
    transaction: watchedTransaction(storage.transaction, metrics),
    clock,
    chance: systemChance,
    passwords: createPasswords(),
    throttle: createThrottle((limits) => storage.throttleStore(limits), metrics.throttled),
    confirmation: watchedConfirmation(createConfirmation({ store: storage.verifiers }), metrics),
    post,
    seal: (plaintext, associated) => keyRing.seal(plaintext, associated),
    unseal: (sealed, associated) => keyRing.open(sealed, associated),
    totp: createTotp(new URL(config.publicOrigin).hostname),
    webAuthn: createWebAuthn(config.publicOrigin),
    webhookSender: createWebhookSender({ keyRing, clock, targets, resolve, patienceMs: webhookPatienceMs }),
    publicOrigin: config.publicOrigin,
    canMail: config.smtp !== null,
  };
}

export function locationOf({ databaseUrl, dataFolder }: Config): StorageLocation {
  return databaseUrl === null
    ? { kind: 'sqlite', file: join(dataFolder, 'rollcall.db') }
    : { kind: 'postgres', url: databaseUrl };
}

async function stateOf(
  { credentials, organizations }: Storage,
  clock: Clock,
  { address, credentialId }: Pick<Stream, 'address' | 'credentialId'>,
): Promise<StreamState> {
  try {
    const session = await credentials.find(credentialId);
    const why = session === null ? 'revoked' : whyEnded(session, clock.now());
    if (session?.ending?.reason === 'switched') return 'switched';
    if (session === null || why !== null) return why === 'held' ? 'held' : 'ended';
    const { addressRanges } = await organizations.policy(session.organizationId);
    return mayBeUsedFrom(addressRanges[session.kind], address) ? 'active' : 'unknown';
  } catch {
    return 'unknown';
  }
}
