import type { Chance, Clock, Stores, Transaction, VerifierStore } from '@rollcall/core';
import type { RateLimiterStoreAbstract } from 'rate-limiter-flexible';
import { atomically, type Connection } from './connection.ts';
import type { SweepMark } from './credential/sweep-ended.ts';
import type { Engine, FileCopy } from './engine.ts';
import type { StoreFacts } from './facts.ts';
import { migrate } from './migrate.ts';
import { openEngine, type StorageLocation } from './open-engine.ts';
import { foundDefault } from './organization/found-default.ts';
import { type SealedStore, sealedStore } from './sealed/sealed.ts';
import { storesOn } from './stores-on.ts';
import { type ThrottleLimits, throttleStore } from './throttle/throttle-store.ts';
import { Together } from './together/together.ts';
import { migrationsOf, writeStore } from './transfer/write-store.ts';

export interface Storage extends Stores {
  readonly transaction: Transaction;
  readonly verifiers: VerifierStore;
  /** The whole store at one moment, as the lines of a file that `importStore` reads. */
  write(now: number): AsyncGenerator<string>;
  /** A copy as a file of its own, while the store is in use; `null` where the engine has tools for that. */
  readonly copy: (() => Promise<FileCopy>) | null;
  readonly sealed: SealedStore;
  /** What the database says of itself. */
  facts(): Promise<StoreFacts>;
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
    return storageOn(engine, location.kind, await engine.verifiers());
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function storageOn(engine: Engine, kind: StorageLocation['kind'], verifiers: VerifierStore): Storage {
  const { on } = engine;
  const mark: SweepMark = { lookedUpTo: null };
  const stores = storesOn(on, mark);
  return {
    accounts: stores.accounts,
    authority: stores.authority,
    chains: stores.chains,
    credentials: stores.credentials,
    devices: stores.devices,
    factors: stores.factors,
    grants: stores.grants,
    holds: stores.holds,
    hostCodes: stores.hostCodes,
    invitations: stores.invitations,
    links: stores.links,
    lockOuts: stores.lockOuts,
    log: stores.log,
    organizations: stores.organizations,
    outbox: stores.outbox,
    policies: stores.policies,
    services: stores.services,
    terminations: stores.terminations,
    signInChallenges: stores.signInChallenges,
    trusts: stores.trusts,
    webhooks: stores.webhooks,
    verifiers,
    transaction: transactionOn(engine, mark),
    write: (now) => writeStore(engine, kind, now),
    copy: engine.copy,
    sealed: sealedStore(engine),
    facts: async () => ({ ...(await engine.facts()), migrations: await migrationsOf(on) }),
    throttleStore: (limits) => throttleStore(on, limits),
    ready: () => ready(on),
    close: () => engine.close(),
  };
}

function transactionOn({ on, sharing }: Engine, mark: SweepMark): Transaction {
  const together = new Together(on, sharing);
  return Object.assign(
    <Result>(work: (stores: Stores) => Promise<Result>) => atomically(on, (inside) => work(storesOn(inside, mark))),
    {
      together: <Result>(work: (stores: Stores) => Promise<Result>) =>
        together.run((inside) => work(storesOn(inside, mark))),
    },
  );
}

async function ready({ db }: Connection): Promise<boolean> {
  const answer = await db
    .selectFrom('authority')
    .select('epoch')
    .executeTakeFirst()
    .catch(() => undefined);
  return answer !== undefined;
}
