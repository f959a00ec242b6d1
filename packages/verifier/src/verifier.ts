import { hash, randomUUID } from 'node:crypto';
import {
  boundText,
  type Clock,
  type CredentialKind,
  leaseMs as defaultLeaseMs,
  type FoundCredential,
  isTokenOf,
  mayBeUsedFrom,
  tokenLength,
  type Use,
  type VerifierStore,
  whyUnusable,
} from '@rollcall/core';
import { type Figures, newFigures } from './figures.ts';
import { Lease } from './lease.ts';
import { silent, type VerifierLog } from './log.ts';
import { LookUps } from './look-ups.ts';
import { Memory } from './memory/memory.ts';
import { type Evicted, Syncing } from './syncing.ts';
import { backgroundTimers, type Elapsed, systemElapsed, type Timers } from './time.ts';
import { type InactiveReason, refused, type Verdict, verified } from './verdict.ts';

export interface VerifierOptions {
  readonly store: Pick<VerifierStore, 'lookUpAll' | 'register' | 'sync' | 'unregister' | 'onWake'>;
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
  /** The one host at which it is good; left out for a session at Rollcall itself. */
  readonly boundTo?: string | null;
  /** For who has yet to see whose it is; then `noteUse` counts it. Left out, it counts as a use at once. */
  readonly counting?: 'not_as_use';
}

export interface Verifier {
  /** Resolves after the first try to reach the store, whether that worked or not. */
  start(): Promise<void>;
  /** Forgets everything and tells the store so. Take the last uses before or after. */
  stop(): Promise<void>;
  /** Whether the token is good: at once where memory knows (also that it was ended), otherwise once the store has answered. Never rejects. */
  verify(token: string, kind: CredentialKind, presented: Presented): Verdict | Promise<Verdict>;
  /** The same for a secret that is no token of ours, by what the store keeps of it. */
  verifyHashed(tokenHash: Uint8Array, kind: CredentialKind, presented: Presented): Verdict | Promise<Verdict>;
  /** Counts what was verified `not_as_use`. */
  noteUse(use: Use): void;
  /** Whether what was verified earlier still counts. A stream asks before each thing it writes. */
  isCurrent(): boolean;
  /** Resolves when a sync that began after the call is done, whether it worked or not. */
  sync(): Promise<void>;
  /** The last use of each credential that was used since the last call; to be written every few seconds. */
  takeUses(): Iterable<Use>;
  /** Forgets every credential: the next use of each asks the store. */
  forgetAll(): void;
  /** How many credentials memory holds. */
  readonly size: number;
  /** What it has done so far. */
  readonly figures: Readonly<Figures>;
  /** Milliseconds since the last sync that worked was sent; `null` before the first. */
  readonly syncAgeMs: number | null;
}

/** About 280 MB when there are that many; what is not used takes no room. */
const defaultMostEntries = 1_000_000;

export function createVerifier(options: VerifierOptions): Verifier {
  return new VerifierWithMemory(options);
}

class VerifierWithMemory implements Verifier {
  readonly #clock: Clock;
  readonly #memory: Memory;
  readonly #lease: Lease;
  readonly #lookUps: LookUps;
  readonly #syncing: Syncing;
  readonly figures = newFigures();

  constructor(options: VerifierOptions) {
    const { store, clock, name, leaseMs = defaultLeaseMs, timers = backgroundTimers, log = silent } = options;
    const { id = randomUUID(), incarnation = randomUUID, onEvicted = () => {} } = options;
    const memory = new Memory(options.mostEntries ?? defaultMostEntries);
    const lease = new Lease(options.elapsed ?? systemElapsed, clock, leaseMs);
    this.#clock = clock;
    this.#memory = memory;
    this.#lease = lease;
    this.#lookUps = new LookUps(store, timers, leaseMs, log);
    const own = { id, name, incarnation, onEvicted, figures: this.figures };
    this.#syncing = new Syncing({ store, memory, lease, leaseMs, timers, log, ...own });
  }

  verify(token: string, kind: CredentialKind, presented: Presented): Verdict | Promise<Verdict> {
    if (token.length !== tokenLength) return this.#refuse('malformed');
    const key = hash('sha256', boundText(token, presented.boundTo ?? null), 'binary');
    const remembered = this.#remembered(key, kind, presented);
    if (remembered !== null) return remembered;
    return isTokenOf(kind, token) ? this.#find(key, kind, presented) : this.#refuse('malformed');
  }

  verifyHashed(tokenHash: Uint8Array, kind: CredentialKind, presented: Presented): Verdict | Promise<Verdict> {
    const key = Buffer.from(tokenHash).toString('latin1');
    return this.#remembered(key, kind, presented) ?? this.#find(key, kind, presented);
  }

  noteUse(use: Use): void {
    this.#memory.noteUse(use);
  }

  start(): Promise<void> {
    return this.#syncing.start();
  }

  stop(): Promise<void> {
    return this.#syncing.stop();
  }

  isCurrent(): boolean {
    return this.#lease.holds(this.#clock.now());
  }

  sync(): Promise<void> {
    return this.#syncing.sync();
  }

  takeUses(): Iterable<Use> {
    return this.#memory.takeUses();
  }

  forgetAll(): void {
    this.#memory.clear();
  }

  get size(): number {
    return this.#memory.size;
  }

  get syncAgeMs(): number | null {
    return this.#syncing.ageMs;
  }

  #remembered(key: string, kind: CredentialKind, presented: Presented): Verdict | null {
    const answer = this.#lease.holds(presented.now) ? this.#inMemory(key, kind, presented) : null;
    if (answer === null) return null;
    if (!answer.active) return this.#refuse(answer.reason);
    this.figures.goodFromMemory += 1;
    return answer;
  }

  #inMemory(key: string, kind: CredentialKind, { now, address, counting }: Presented): Verdict | null {
    const memory = this.#memory;
    return counting === undefined ? memory.use(key, kind, now, address) : memory.look(key, kind, now, address);
  }

  #find(key: string, kind: CredentialKind, presented: Presented): Verdict | Promise<Verdict> {
    return this.#memory.hasEnded(key) ? this.#refuse('revoked') : this.#ask(key, kind, presented);
  }

  #refuse(reason: InactiveReason): Verdict {
    this.figures.refused[reason] += 1;
    return refused[reason];
  }

  async #ask(key: string, kind: CredentialKind, presented: Presented): Promise<Verdict> {
    const oldestEpoch = this.#lease.holds(presented.now) ? this.#syncing.applied : Number.POSITIVE_INFINITY;
    const found = await this.#lookUps.read(key, oldestEpoch);
    if (found === null) return this.#refuse('unavailable');
    const why = this.#whyNot(found.credential, kind, presented);
    if (why === null && found.credential !== null) return this.#accept(key, found.credential, found.epoch, presented);
    if (why === 'revoked') this.#memory.noteEnded(key);
    else this.#memory.forget(key);
    return this.#refuse(why ?? 'unknown');
  }

  /** By the store's snapshot, but for uses that memory has seen and nobody has written yet. */
  #whyNot(
    credential: FoundCredential | null,
    kind: CredentialKind,
    { now, address }: Presented,
  ): InactiveReason | null {
    if (credential === null || credential.kind !== kind) return 'unknown';
    const lastUsedAt = this.#memory.lastUseOf(credential.id);
    const why = whyUnusable(lastUsedAt > credential.lastUsedAt ? { ...credential, lastUsedAt } : credential, now);
    return why ?? (mayBeUsedFrom(credential.addressRanges, address) ? null : 'outside_addresses');
  }

  /** It is good; whether it is remembered is another question: not if memory has applied more than the answer knew. */
  #accept(key: string, credential: FoundCredential, epoch: number, presented: Presented): Verdict {
    const memory = this.#memory;
    const { now, address, counting } = presented;
    this.figures.goodFromStore += 1;
    if (epoch >= this.#syncing.applied) {
      const there = this.#inMemory(key, credential.kind, presented);
      if (there !== null) return there;
      return counting === undefined ? memory.fill(key, credential, now, address) : memory.keep(key, credential);
    }
    if (counting === undefined) memory.noteUse({ id: credential.id, at: now, address });
    return { active: true, credential: verified(credential) };
  }
}
