import type { Chance, Clock, Stores, Transaction, VerifierStore } from '@rollcall/core';
import type { RateLimiterStoreAbstract } from 'rate-limiter-flexible';
import { accountStore } from './account/accounts.ts';
import { authorityStore } from './authority/authority.ts';
import { atomically, type Connection } from './connection.ts';
import { credentialStore } from './credential/credentials.ts';
import type { SweepMark } from './credential/sweep-ended.ts';
import { deviceStore } from './device/devices.ts';
import type { Engine } from './engine.ts';
import { openPostgres } from './engines/postgres/open.ts';
import { openSqlite } from './engines/sqlite/open.ts';
import { holdStore } from './hold/holds.ts';
import { linkStore } from './link/links.ts';
import { logStore } from './log/log.ts';
import { migrate } from './migrate.ts';
import { foundDefault } from './organization/found-default.ts';
import { organizationStore } from './organization/organizations.ts';
import { outboxStore } from './outbox/outbox.ts';
import { serviceStore } from './service/services.ts';
import { type ThrottleLimits, throttleStore } from './throttle/throttle-store.ts';
import { webhookStore } from './webhook/webhooks.ts';

/** Where the data are: in a file that this process alone opens, or in a database that many share. */
export type StorageLocation =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly connections?: number };

export interface Storage extends Stores {
  readonly transaction: Transaction;
  readonly verifiers: VerifierStore;
  /** A limiter of rate-limiter-flexible that counts here. */
  throttleStore(limits: ThrottleLimits): RateLimiterStoreAbstract;
  /** Whether the store answers. */
  ready(): Promise<boolean>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** Opens the store, brings its tables up to date and, at the first start, makes the default organization. */
export async function openStorage(
  location: StorageLocation,
  birth: { readonly clock: Clock; readonly chance: Pick<Chance, 'id'> },
): Promise<Storage> {
  const engine = openEngine(location);
  try {
    await migrate(engine.on);
    await foundDefault(engine.on, birth.clock, birth.chance);
    return storageOn(engine, await engine.verifiers());
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function openEngine(location: StorageLocation): Engine {
  return location.kind === 'sqlite' ? openSqlite(location.file) : openPostgres(location.url, location.connections);
}

function storageOn(engine: Engine, verifiers: VerifierStore): Storage {
  const { on } = engine;
  const mark: SweepMark = { lookedUpTo: null };
  const stores = storesOn(on, mark);
  return {
    accounts: stores.accounts,
    authority: stores.authority,
    credentials: stores.credentials,
    devices: stores.devices,
    holds: stores.holds,
    links: stores.links,
    log: stores.log,
    organizations: stores.organizations,
    outbox: stores.outbox,
    services: stores.services,
    webhooks: stores.webhooks,
    verifiers,
    transaction: (work) => atomically(on, (inside) => work(storesOn(inside, mark))),
    throttleStore: (limits) => throttleStore(on, limits),
    ready: () => ready(on),
    close: () => engine.close(),
  };
}

function storesOn(on: Connection, mark: SweepMark): Stores {
  return {
    accounts: accountStore(on),
    authority: authorityStore(on),
    credentials: credentialStore(on, mark),
    devices: deviceStore(on),
    holds: holdStore(on),
    links: linkStore(on),
    log: logStore(on),
    organizations: organizationStore(on),
    outbox: outboxStore(on),
    services: serviceStore(on),
    webhooks: webhookStore(on),
  };
}

async function ready({ db }: Connection): Promise<boolean> {
  const answer = await db
    .selectFrom('authority')
    .select('epoch')
    .executeTakeFirst()
    .catch(() => undefined);
  return answer !== undefined;
}
