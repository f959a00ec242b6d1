import { hash, randomUUID } from 'node:crypto';
import {
  type Clock,
  type CredentialKind,
  leaseMs as defaultLeaseMs,
  isTokenOf,
  type LookedUp,
  tokenLength,
  type Use,
  type VerifierStore,
  whyUnusable,
} from '@rollcall/core';
import { Lease } from './lease.ts';
import { silent, type VerifierLog } from './log.ts';
import { LookUps } from './look-ups.ts';
import { Memory } from './memory.ts';
import { type Evicted, Syncing } from './syncing.ts';
import { backgroundTimers, type Elapsed, systemElapsed, type Timers } from './time.ts';
import { refused, type Verdict, verified } from './verdict.ts';

export interface VerifierOptions {
  readonly store: Pick<VerifierStore, 'lookUp' | 'register' | 'sync' | 'unregister' | 'onWake'>;
  /** The wall clock that `use.now` is read from. */
  readonly clock: Clock;
  /** A name for people: host and process. */
  readonly name: string;
  /** Closes what is open under what was revoked, before it is acknowledged; `all`: whatever is open. Must not throw. */
  readonly onEvicted?: (evicted: Evicted) => void;
  readonly log?: VerifierLog;
  /** Must never be used again by another process: the row of one whose lease may live would be lost. Default: new. */
  readonly id?: string;
  readonly incarnation?: () => string;
  readonly elapsed?: Elapsed;
  readonly timers?: Timers;
  readonly leaseMs?: number;
  /** How many credentials memory holds at most; the oldest make room. */
  readonly mostEntries?: number;
}

/** A request that presents a token. */
export interface Presented {
  /** When, in milliseconds UTC, by the verifier's clock. */
  readonly now: number;
  /** From where; `null` where it is not known. */
  readonly address: string | null;
}

export interface Verifier {
  /** Resolves after the first try to reach the store, whether that worked or not. */
  start(): Promise<void>;
  /** Forgets everything and tells the store so. Take the last uses before or after. */
  stop(): Promise<void>;
  /** Whether the token is good: at once where memory knows, otherwise once the store has answered. Never rejects. */
  verify(token: string, kind: CredentialKind, presented: Presented): Verdict | Promise<Verdict>;
  /** Whether what was verified earlier still counts. A stream asks before each thing it writes. */
  isCurrent(): boolean;
  /** Resolves when a sync that began after the call is done, whether it worked or not. */
  sync(): Promise<void>;
  /** The last use of each credential that was used since the last call; to be written every few seconds. */
  takeUses(): Use[];
  /** Forgets every credential: the next use of each asks the store. */
  forgetAll(): void;
  /** How many credentials memory holds. */
  readonly size: number;
}

const defaultMostEntries = 200_000;

export function createVerifier(options: VerifierOptions): Verifier {
  const { store, clock, leaseMs = defaultLeaseMs, timers = backgroundTimers, log = silent } = options;
  const memory = new Memory(options.mostEntries ?? defaultMostEntries);
  const lease = new Lease(options.elapsed ?? systemElapsed, clock, leaseMs);
  const lookUps = new LookUps(store, timers, leaseMs, log);
  const syncing = new Syncing({
    store,
    memory,
    lease,
    leaseMs,
    timers,
    log,
    id: options.id ?? randomUUID(),
    name: options.name,
    incarnation: options.incarnation ?? randomUUID,
    onEvicted: options.onEvicted ?? (() => {}),
  });

  async function askStore(key: string, kind: CredentialKind, presented: Presented): Promise<Verdict> {
    const oldestEpoch = lease.holds(presented.now) ? syncing.applied : Number.POSITIVE_INFINITY;
    const found = await lookUps.read(key, oldestEpoch);
    return found === null ? refused.unavailable : judge(found, key, kind, presented);
  }

  function judge({ epoch, credential }: LookedUp, key: string, kind: CredentialKind, presented: Presented): Verdict {
    const { now, address } = presented;
    if (credential === null || credential.kind !== kind) {
      memory.forget(key);
      return refused.unknown;
    }
    const lastUsedAt = Math.max(credential.lastUsedAt, memory.lastUseOf(credential.id));
    const why = whyUnusable({ ...credential, lastUsedAt }, now);
    if (why !== null) {
      memory.forget(key);
      return refused[why];
    }
    if (epoch >= syncing.applied)
      return memory.use(key, kind, now, address) ?? memory.fill(key, credential, now, address);
    memory.noteUse({ id: credential.id, at: now, address });
    return { active: true, credential: verified(credential) };
  }

  return {
    start: () => syncing.start(),
    stop: () => syncing.stop(),
    verify(token, kind, presented) {
      if (token.length !== tokenLength) return refused.malformed;
      const key = hash('sha256', token, 'binary');
      if (lease.holds(presented.now)) {
        const answer = memory.use(key, kind, presented.now, presented.address);
        if (answer !== null) return answer;
      }
      return isTokenOf(kind, token) ? askStore(key, kind, presented) : refused.malformed;
    },
    isCurrent: () => lease.holds(clock.now()),
    sync: () => syncing.sync(),
    takeUses: () => memory.takeUses(),
    forgetAll: () => memory.clear(),
    get size() {
      return memory.size;
    },
  };
}
