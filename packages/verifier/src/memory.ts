import { type Credential, type CredentialKind, expiresAt, type Subject, type Use } from '@rollcall/core';
import { Slots } from './slots.ts';
import { type Active, verified } from './verdict.ts';

interface Entry {
  readonly key: string;
  readonly answer: Active;
  readonly kind: CredentialKind;
  readonly account: number;
  readonly organization: number;
  readonly expiresAt: number;
  readonly idleLimitMs: number;
  lastUsedAt: number;
  lastAddress: string | null;
  /** Whether its last use waits to be written. */
  used: boolean;
  /** How many accounts and organizations had ended when it was last found to be of none of them. */
  endings: number;
}

function lastOfEach(uses: readonly Use[]): Use[] {
  const last = new Map<string, Use>();
  for (const use of uses) {
    const other = last.get(use.id);
    if (other === undefined || other.at <= use.at) last.set(use.id, use);
  }
  return [...last.values()];
}

/**
 * What a verifier remembers of good credentials, by the hash of their token. It only ever says yes: whatever it does not
 * know, or would have to refuse, is for the store to answer. It holds no token and knows no lease.
 */
export class Memory {
  readonly #byKey = new Map<string, Entry>();
  readonly #byId = new Map<string, Entry>();
  readonly #accounts = new Slots();
  readonly #organizations = new Slots();
  readonly #most: number;
  /** Entries whose last use waits; they stay here when they leave memory. */
  #used: Entry[] = [];
  /** Uses of credentials that memory could not keep. */
  #otherUses: Use[] = [];
  /** How many accounts and organizations have ended that something in memory was of. */
  #endings = 0;
  #oldest = this.#byKey.values();
  #tidied = this.#byKey.values();

  constructor(mostEntries: number) {
    this.#most = mostEntries;
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** The answer for a credential that is good, noting its use; `null` where the store must be asked. Verify's path. */
  use(key: string, kind: CredentialKind, now: number, address: string | null): Active | null {
    const entry = this.#byKey.get(key);
    if (entry === undefined || entry.kind !== kind || !this.#isGood(entry, now)) return null;
    this.#note(entry, now, address);
    return entry.answer;
  }

  /** Remembers a credential that is good, as its user has just found it. */
  fill(key: string, credential: Credential, now: number, address: string | null): Active {
    const before = this.#byId.get(credential.id);
    if (before !== undefined) this.#drop(before);
    else if (this.#byKey.size >= this.#most) this.#dropOldest();
    const entry: Entry = {
      key,
      answer: { active: true, credential: verified(credential) },
      kind: credential.kind,
      account: this.#accounts.take(credential.accountId),
      organization: this.#organizations.take(credential.organizationId),
      expiresAt: expiresAt(credential),
      idleLimitMs: credential.idleLimitMs ?? Number.POSITIVE_INFINITY,
      lastUsedAt: Math.max(credential.lastUsedAt, before?.lastUsedAt ?? 0),
      lastAddress: null,
      used: false,
      endings: this.#endings,
    };
    this.#byKey.set(key, entry);
    this.#byId.set(credential.id, entry);
    this.#note(entry, now, address);
    return entry.answer;
  }

  /** Notes a use of a credential that memory cannot keep. */
  noteUse(use: Use): void {
    this.#otherUses.push(use);
  }

  /** When memory last saw it used, in milliseconds UTC; 0 where it does not know the credential. */
  lastUseOf(credentialId: string): number {
    return this.#byId.get(credentialId)?.lastUsedAt ?? 0;
  }

  forget(key: string): void {
    const entry = this.#byKey.get(key);
    if (entry !== undefined) this.#drop(entry);
  }

  evict(subjects: readonly Subject[]): void {
    for (const { kind, id } of subjects) {
      if (kind === 'credential') this.#dropById(id);
      else if (kind === 'account') this.#endings += this.#accounts.end(id);
      else this.#endings += this.#organizations.end(id);
    }
  }

  clear(): void {
    this.#byKey.clear();
    this.#byId.clear();
    this.#accounts.clear();
    this.#organizations.clear();
  }

  /** Looks at so many entries, going round, and drops those that ended with their account or whose time ran out. */
  tidy(now: number, entries: number): void {
    for (let looked = 0; looked < Math.min(entries, this.#byKey.size); looked++) {
      const next = this.#tidied.next();
      if (next.done) this.#tidied = this.#byKey.values();
      else if (!this.#isGood(next.value, now)) this.#drop(next.value);
    }
  }

  /** The last use of each credential that was used since the last call. */
  takeUses(): Use[] {
    const uses = this.#otherUses;
    for (const entry of this.#used) {
      uses.push({ id: entry.answer.credential.id, at: entry.lastUsedAt, address: entry.lastAddress });
      entry.used = false;
      entry.lastAddress = null;
    }
    this.#used = [];
    this.#otherUses = [];
    return lastOfEach(uses);
  }

  #isGood(entry: Entry, now: number): boolean {
    const isAlive = entry.endings === this.#endings || this.#isAlive(entry);
    return isAlive && now < entry.expiresAt && now < entry.lastUsedAt + entry.idleLimitMs;
  }

  /** Each entry looks at its slots once after an ending: they lie elsewhere in the machine's memory. */
  #isAlive(entry: Entry): boolean {
    if (!this.#accounts.isAlive(entry.account) || !this.#organizations.isAlive(entry.organization)) return false;
    entry.endings = this.#endings;
    return true;
  }

  #note(entry: Entry, now: number, address: string | null): void {
    if (now > entry.lastUsedAt) entry.lastUsedAt = now;
    entry.lastAddress = address;
    if (entry.used) return;
    entry.used = true;
    this.#used.push(entry);
  }

  #dropById(id: string): void {
    const entry = this.#byId.get(id);
    if (entry !== undefined) this.#drop(entry);
  }

  #drop(entry: Entry): void {
    const { credential } = entry.answer;
    this.#byKey.delete(entry.key);
    this.#byId.delete(credential.id);
    this.#accounts.release(credential.accountId, entry.account);
    this.#organizations.release(credential.organizationId, entry.organization);
  }

  /** One iterator goes on where it stopped: a new one would step over every entry deleted since the Map last grew. */
  #dropOldest(): void {
    let oldest = this.#oldest.next();
    if (oldest.done) {
      this.#oldest = this.#byKey.values();
      oldest = this.#oldest.next();
    }
    if (!oldest.done) this.#drop(oldest.value);
  }
}
