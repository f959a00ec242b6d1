import type { Credential, Subject, Use } from '@rollcall/core';

interface Known {
  readonly key: string;
  readonly credential: Credential;
  lastUsedAt: number;
  ended: boolean;
}

const owner = { account: 'accountId', organization: 'organizationId' } as const;

/** What memory should do, told with objects in a list: without bytes, places, rows or counters. */
export class MemoryModel {
  readonly #most: number;
  /** Oldest first. */
  #known: Known[] = [];
  readonly #uses = new Map<string, Use>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#known.length;
  }

  get uses(): readonly Use[] {
    return [...this.#uses.values()];
  }

  use(key: string, now: number, address: string | null): Credential | null {
    const known = this.#known.find((one) => one.key === key);
    if (known === undefined || !isGood(known, now)) return null;
    this.#note(known, now, address);
    return known.credential;
  }

  fill(key: string, credential: Credential, now: number, address: string | null): void {
    const lastUsedAt = Math.max(credential.lastUsedAt, this.lastUseOf(credential.id));
    this.#known = this.#known.filter((one) => one.credential.id !== credential.id && one.key !== key);
    if (this.#known.length >= this.#most) this.#known.shift();
    const known = { key, credential, lastUsedAt, ended: false };
    this.#known.push(known);
    this.#note(known, now, address);
  }

  noteUse(use: Use): void {
    const known = this.#byId(use.id);
    if (known !== undefined) this.#note(known, use.at, use.address);
    else if (use.at >= this.lastUseOf(use.id)) this.#uses.set(use.id, use);
  }

  lastUseOf(id: string): number {
    return this.#byId(id)?.lastUsedAt ?? this.#uses.get(id)?.at ?? 0;
  }

  forget(key: string): void {
    this.#known = this.#known.filter((one) => one.key !== key);
  }

  evict({ kind, id }: Subject): void {
    if (kind === 'credential') this.#known = this.#known.filter(({ credential }) => credential.id !== id);
    else for (const one of this.#known) one.ended ||= one.credential[owner[kind]] === id;
  }

  clear(): void {
    this.#known = [];
  }

  tidy(now: number): void {
    this.#known = this.#known.filter((one) => isGood(one, now));
  }

  take(use: Use): void {
    this.#uses.delete(use.id);
  }

  #byId(id: string): Known | undefined {
    return this.#known.find(({ credential }) => credential.id === id);
  }

  #note(known: Known, now: number, address: string | null): void {
    known.lastUsedAt = Math.max(known.lastUsedAt, now);
    this.#uses.set(known.credential.id, { id: known.credential.id, at: known.lastUsedAt, address });
  }
}

function isGood({ credential, lastUsedAt, ended }: Known, now: number): boolean {
  const { issuedAt, absoluteLimitMs, idleLimitMs } = credential;
  return !ended && now < issuedAt + (absoluteLimitMs ?? Infinity) && now < lastUsedAt + (idleLimitMs ?? Infinity);
}
