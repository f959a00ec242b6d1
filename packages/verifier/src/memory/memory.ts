import type { CredentialKind, FoundCredential, Subject, Use } from '@rollcall/core';
import { type Active, refused, type Verdict, verified } from '../verdict.ts';
import { AddressRanges } from './address-ranges.ts';
import { Arrival } from './arrival.ts';
import { EndedTokens } from './ended-tokens.ts';
import { Endings } from './endings.ts';
import { Rows } from './rows.ts';
import { notFound, TextIndex } from './text-index.ts';
import { Uses } from './uses.ts';

/**
 * What a verifier remembers of good credentials, by the hash of their token, and which tokens are good no more. Whatever
 * else it does not know, or would have to refuse, is for the store to answer. It holds no token and knows no lease. Why
 * it is made of bytes: docs/decisions/0008-packed-memory.md.
 */
export class Memory {
  readonly #most: number;
  readonly #rows: Rows;
  readonly #byKey: TextIndex;
  readonly #byId: TextIndex;
  readonly #arrival: Arrival;
  readonly #endings: Endings;
  readonly #uses: Uses;
  readonly #ranges = new AddressRanges();
  readonly #ended = new EndedTokens();
  /** The row that `tidy` looks at next. */
  #tidied = 0;

  constructor(mostEntries: number) {
    this.#most = mostEntries;
    this.#rows = new Rows(mostEntries);
    this.#byKey = new TextIndex(this.#rows.textOf('key'), mostEntries);
    this.#byId = new TextIndex(this.#rows.textOf('id'), mostEntries);
    this.#arrival = new Arrival(mostEntries);
    this.#endings = new Endings();
    this.#uses = new Uses(this.#rows);
  }

  get size(): number {
    return this.#arrival.size;
  }

  /**
   * The answer for a credential that is good, noting its use, or that it may not be used from there; `null` where the store must
   * be asked. Verify's path.
   */
  use(key: string, kind: CredentialKind, now: number, address: string | null): Verdict | null {
    const row = this.#find(key, kind, now);
    if (row === notFound) return null;
    if (!this.#ranges.contain(this.#rows.addressRanges(row), address)) return refused.outside_addresses;
    this.#note(row, now, address);
    return this.#rows.answerOf(row);
  }

  /** The same without noting a use. */
  look(key: string, kind: CredentialKind, now: number, address: string | null): Verdict | null {
    const row = this.#find(key, kind, now);
    if (row === notFound) return null;
    return this.#ranges.contain(this.#rows.addressRanges(row), address)
      ? this.#rows.answerOf(row)
      : refused.outside_addresses;
  }

  /** Remembers a credential that is good, as its user has just found it. */
  fill(key: string, credential: FoundCredential, now: number, address: string | null): Active {
    const answer = this.keep(key, credential);
    this.#uses.forgetOther(credential.id);
    this.#note(this.#byKey.find(key), now, address);
    return answer;
  }

  /** The same without noting a use. */
  keep(key: string, credential: FoundCredential): Active {
    const lastUsedAt = Math.max(credential.lastUsedAt, this.lastUseOf(credential.id));
    if (this.#ranges.isFull) this.clear();
    this.#makeRoom(key, credential.id);
    const row = this.#arrival.nextFree;
    this.#write(row, key, credential, lastUsedAt);
    this.#arrival.take();
    this.#byKey.add(row);
    this.#byId.add(row);
    return { active: true, credential: verified(credential) };
  }

  /** Notes a use of a credential that memory may not keep. */
  noteUse(use: Use): void {
    const row = this.#byId.find(use.id);
    if (row === notFound) this.#uses.noteOther(use);
    else this.#note(row, use.at, use.address);
  }

  /** When it was last seen used, in milliseconds UTC, whatever is written of that; 0 where nobody remembers. */
  lastUseOf(credentialId: string): number {
    const row = this.#byId.find(credentialId);
    return row === notFound ? this.#uses.lastOther(credentialId) : this.#rows.lastUsedAt(row);
  }

  forget(key: string): void {
    this.#dropWhere(this.#byKey.find(key));
  }

  /** The store has said that the token's credential was ended. */
  noteEnded(key: string): void {
    this.forget(key);
    this.#ended.add(key);
  }

  hasEnded(key: string): boolean {
    return this.#ended.has(key);
  }

  evict(subjects: readonly Subject[]): void {
    for (const { kind, id } of subjects) {
      if (kind === 'credential') this.#dropWhere(this.#byId.find(id));
      else this.#endings.end(id);
    }
  }

  clear(): void {
    this.#uses.leaveAll();
    this.#byKey.clear();
    this.#byId.clear();
    this.#arrival.clear();
    this.#ended.clear();
    this.#ranges.clear();
    this.#tidied = 0;
  }

  /** Looks at so many rows, going round, and drops those that ended with their account or whose time ran out. */
  tidy(now: number, rows: number): void {
    for (let looked = 0; looked < Math.min(rows, this.#arrival.everTaken); looked++) {
      const row = this.#tidied;
      this.#tidied = (row + 1) % this.#arrival.everTaken;
      if (this.#rows.isInUse(row) && !this.#isGood(row, now)) this.#drop(row);
    }
  }

  /** The last use of each credential that was used since the last call; each leaves memory when the caller comes to it. */
  takeUses(): Iterable<Use> {
    return this.#uses.take();
  }

  /** Verify's path. */
  #find(key: string, kind: CredentialKind, now: number): number {
    const row = this.#byKey.find(key);
    return row !== notFound && this.#rows.isOfKind(row, kind) && this.#isGood(row, now) ? row : notFound;
  }

  #isGood(row: number, now: number): boolean {
    return this.#rows.isInTime(row, now) && this.#rows.isNewerThan(row, this.#endings);
  }

  #note(row: number, now: number, address: string | null): void {
    if (now > this.#rows.lastUsedAt(row)) this.#rows.setLastUsedAt(row, now);
    this.#uses.note(row, address);
  }

  #write(row: number, key: string, credential: FoundCredential, lastUsedAt: number): void {
    const accountCounter = this.#endings.counterOf(credential.accountId);
    const organizationCounter = this.#endings.counterOf(credential.organizationId);
    const stamp = this.#endings.stampOf(accountCounter, organizationCounter);
    const addressRanges = this.#ranges.numberOf(credential.addressRanges);
    this.#rows.write(row, key, credential, { lastUsedAt, accountCounter, organizationCounter, stamp, addressRanges });
  }

  /** A credential is in memory once, by its latest token; of all others the oldest makes room. */
  #makeRoom(key: string, credentialId: string): void {
    this.#dropWhere(this.#byId.find(credentialId));
    this.#dropWhere(this.#byKey.find(key));
    if (this.#arrival.size >= this.#most) this.#drop(this.#arrival.oldest);
  }

  #dropWhere(row: number): void {
    if (row !== notFound) this.#drop(row);
  }

  #drop(row: number): void {
    this.#uses.leave(row);
    this.#byKey.remove(row);
    this.#byId.remove(row);
    this.#rows.setFree(row);
    this.#arrival.giveBack(row);
  }
}
