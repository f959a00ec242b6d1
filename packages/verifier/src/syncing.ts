import type { Subject, VerifierStore } from '@rollcall/core';
import type { Figures } from './figures.ts';
import type { Lease, SentAt } from './lease.ts';
import type { VerifierLog } from './log.ts';
import type { Memory } from './memory/memory.ts';
import { type Timers, within } from './time.ts';

/** What left memory; `all` where it cannot be said what was revoked meanwhile. */
export type Evicted = readonly Subject[] | 'all';

/** Entries looked at in every round, so that what ended with its account or timed out leaves memory in time. */
const tidiedAtOnce = 1_000;

export interface SyncingParts {
  readonly store: Pick<VerifierStore, 'register' | 'sync' | 'unregister' | 'onWake'>;
  readonly memory: Memory;
  readonly lease: Lease;
  readonly leaseMs: number;
  readonly timers: Timers;
  readonly log: VerifierLog;
  readonly id: string;
  readonly name: string;
  readonly incarnation: () => string;
  /** Called in the turn of the eviction. Where it throws, nothing is acknowledged and the lease is not renewed. */
  readonly onEvicted: (evicted: Evicted) => void;
  readonly figures: Figures;
}

/** Keeps a memory in step with the store, and its lease alive while that works. The protocol: docs/security/revocation.md. */
export class Syncing {
  readonly #parts: SyncingParts;
  /** `null` while the store does not know this verifier. */
  #incarnation: string | null = null;
  #applied = Number.POSITIVE_INFINITY;
  #started = false;
  #failing = false;
  /** By the monotonic clock; `null` before the first that worked. */
  #sentAt: number | null = null;
  #current: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #cancelTimer = () => {};
  #stopListening = () => {};

  constructor(parts: SyncingParts) {
    this.#parts = parts;
  }

  /** The epoch that memory reflects; above every epoch while the store does not know this verifier. */
  get applied(): number {
    return this.#applied;
  }

  get ageMs(): number | null {
    return this.#sentAt === null ? null : this.#parts.lease.mark().monotonic - this.#sentAt;
  }

  /** Resolves after the first try, whether the store could be reached or not. */
  start(): Promise<void> {
    this.#started = true;
    this.#stopListening = this.#parts.store.onWake(() => void this.sync());
    return this.sync();
  }

  /** Resolves when a round that began after the call is done. Never rejects: it is tried again, and the lease runs out by itself. */
  sync(): Promise<void> {
    if (!this.#started) return Promise.resolve();
    if (this.#current === null) {
      this.#current = this.#round().finally(() => {
        this.#current = null;
      });
      return this.#current;
    }
    this.#next ??= this.#current.then(() => {
      this.#next = null;
      return this.sync();
    });
    return this.#next;
  }

  async stop(): Promise<void> {
    if (!this.#started) return;
    this.#started = false;
    this.#stopListening();
    this.#cancelTimer();
    this.#forgetEverything();
    await this.#current;
    await this.#unregister();
  }

  async #round(): Promise<void> {
    this.#cancelTimer();
    try {
      const applied = this.#applied;
      await (this.#incarnation === null ? this.#register() : this.#renew(this.#incarnation));
      this.#succeeded();
      if (this.#applied !== applied) void this.sync();
    } catch (error) {
      this.#failed(error);
    }
    if (this.#started) this.#cancelTimer = this.#parts.timers.after(this.#parts.leaseMs / 3, () => void this.sync());
  }

  /** Known first, then the epoch (the store sees to that order), with nothing remembered and nothing open. */
  async #register(): Promise<void> {
    const { store, lease, id, name, onEvicted, figures } = this.#parts;
    figures.registrations += 1;
    const incarnation = this.#parts.incarnation();
    const sentAt = lease.mark();
    const { epoch } = await this.#within(store.register({ id, incarnation, name }));
    if (this.#started) onEvicted('all');
    this.#incarnation = incarnation;
    if (!this.#started) return;
    this.#applied = epoch;
    this.#renewed(sentAt);
  }

  /** Acknowledges what is applied and applies what came since: all in the turn of the reply. */
  async #renew(incarnation: string): Promise<void> {
    const { store, lease, memory, onEvicted, id } = this.#parts;
    const sentAt = lease.mark();
    const reply = await this.#within(store.sync(id, incarnation, this.#applied));
    if (!this.#started) return;
    // An epoch below ours is another store than the one we followed: a backup that was restored.
    if (reply === null || reply.epoch < this.#applied) return this.#startOver();
    if (reply.revoked.length > 0) {
      memory.evict(reply.revoked);
      onEvicted(reply.revoked);
    }
    this.#applied = reply.epoch;
    this.#renewed(sentAt);
    memory.tidy(sentAt.wall, tidiedAtOnce);
  }

  #renewed(sentAt: SentAt): void {
    this.#parts.lease.renew(sentAt);
    this.#sentAt = sentAt.monotonic;
  }

  #startOver(): Promise<void> {
    this.#forgetEverything();
    this.#incarnation = null;
    this.#parts.log.warn(
      { verifier: this.#parts.id },
      'The store does not know this verifier any more; registering anew.',
    );
    return this.#register();
  }

  #forgetEverything(): void {
    this.#parts.lease.end();
    this.#parts.memory.clear();
    this.#applied = Number.POSITIVE_INFINITY;
  }

  async #unregister(): Promise<void> {
    if (this.#incarnation === null) return;
    try {
      await this.#within(this.#parts.store.unregister(this.#parts.id, this.#incarnation));
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'Could not unregister this verifier; the janitor will.');
    }
    this.#incarnation = null;
  }

  /** After the length of a lease no reply can renew it, so none is waited for. */
  #within<Answer>(answer: Promise<Answer>): Promise<Answer> {
    return within(this.#parts.leaseMs, this.#parts.timers, answer);
  }

  #succeeded(): void {
    this.#parts.figures.syncs += 1;
    if (this.#failing)
      this.#parts.log.info({ verifier: this.#parts.id }, 'The verifier is in step with the store again.');
    this.#failing = false;
  }

  #failed(error: unknown): void {
    this.#parts.figures.failedSyncs += 1;
    if (!this.#failing)
      this.#parts.log.warn({ err: error }, 'The verifier cannot sync; once its lease is over it reads the store.');
    this.#failing = true;
  }
}
