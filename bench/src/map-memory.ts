import type { Credential, Subject, Use } from '@rollcall/core';

interface Entry {
  readonly key: string;
  readonly credential: Credential;
  lastUsedAt: number;
  address: string | null;
}

/** The floor of the verifier's memory: an object for each session, in a Map by token and a Map by id. */
export class MapMemory {
  readonly #byKey = new Map<string, Entry>();
  readonly #byId = new Map<string, Entry>();
  readonly #used = new Set<Entry>();
  readonly #most: number;
  #oldest = this.#byKey.values();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#byKey.size;
  }

  use(key: string, _kind: string, now: number, address: string | null): Credential | null {
    const entry = this.#byKey.get(key);
    if (entry === undefined) return null;
    entry.lastUsedAt = now;
    entry.address = address;
    this.#used.add(entry);
    return entry.credential;
  }

  fill(key: string, credential: Credential, now: number, address: string | null): void {
    if (this.#byKey.size >= this.#most) this.#dropOldest();
    const entry: Entry = { key, credential, lastUsedAt: now, address };
    this.#byKey.set(key, entry);
    this.#byId.set(credential.id, entry);
    this.#used.add(entry);
  }

  /** Of accounts and organizations nothing is kept here: the floor is the least there could be. */
  evict(subjects: readonly Subject[]): void {
    for (const { id } of subjects) this.#drop(this.#byId.get(id));
  }

  /** Nothing. */
  tidy(): void {}

  *takeUses(): Generator<Use, void> {
    for (const entry of this.#used) {
      this.#used.delete(entry);
      yield { id: entry.credential.id, at: entry.lastUsedAt, address: entry.address };
    }
  }

  /** One iterator goes on where it stopped: a new one would step over every entry deleted since the Map last grew. */
  #dropOldest(): void {
    let next = this.#oldest.next();
    if (next.done) {
      this.#oldest = this.#byKey.values();
      next = this.#oldest.next();
    }
    this.#drop(next.value);
  }

  #drop(entry: Entry | undefined): void {
    if (entry === undefined) return;
    this.#byKey.delete(entry.key);
    this.#byId.delete(entry.credential.id);
  }
}
