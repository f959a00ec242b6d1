import type { Use } from '@rollcall/core';
import type { Rows } from './rows.ts';

const gone = -1;
/** Lists are shortened by so many at a time. */
const trimmedAtOnce = 1_024;

/** The last uses that wait to be written, oldest first: of rows, and of credentials that are in no row. */
export class Uses {
  readonly #rows: Rows;
  readonly #waiting: number[] = [];
  readonly #addresses: (string | null)[] = [];
  readonly #others = new Map<string, Use>();
  /** The number of the first on the lists. Numbers go on for ever: a row remembers the one of its last use. */
  #firstListed = 1;
  #taken = 0;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** Verify's path. */
  note(row: number, address: string | null): void {
    if (this.#isWaiting(row)) {
      this.#addresses[this.#placeOf(row)] = address;
      return;
    }
    this.#rows.setUseNumber(row, this.#firstListed + this.#waiting.length);
    this.#waiting.push(row);
    this.#addresses.push(address);
  }

  /** Of a credential that is in no row. */
  noteOther(use: Use): void {
    if (use.at >= this.lastOther(use.id)) this.#others.set(use.id, use);
  }

  lastOther(credentialId: string): number {
    return this.#others.get(credentialId)?.at ?? 0;
  }

  /** The credential has come into a row, whose use is about to be noted. */
  forgetOther(credentialId: string): void {
    this.#others.delete(credentialId);
  }

  /** Call before the row is given to another credential. */
  leave(row: number): void {
    if (!this.#isWaiting(row)) return;
    const place = this.#placeOf(row);
    this.noteOther(this.#useOf(row, place));
    this.#waiting[place] = gone;
  }

  /** Those that wait at the call, each leaving when it is come to. */
  *take(): Generator<Use, void> {
    const others = [...this.#others.values()];
    const end = this.#firstListed + this.#waiting.length;
    for (const use of others) if (this.#others.delete(use.id)) yield use;
    while (this.#firstListed + this.#taken < end) {
      const use = this.#takeNext();
      if (use !== null) yield use;
    }
  }

  /** Those that have waited go on waiting as credentials in no row. */
  leaveAll(): void {
    for (const row of this.#waiting.slice(this.#taken)) if (row !== gone) this.leave(row);
    this.#trim(this.#waiting.length);
  }

  #takeNext(): Use | null {
    const row = this.#waiting[this.#taken] ?? gone;
    const use = row === gone ? null : this.#useOf(row, this.#taken);
    this.#taken += 1;
    if (this.#taken === this.#waiting.length || this.#taken === trimmedAtOnce) this.#trim(this.#taken);
    return use;
  }

  #trim(count: number): void {
    this.#waiting.splice(0, count);
    this.#addresses.splice(0, count);
    this.#firstListed += count;
    this.#taken = 0;
  }

  #useOf(row: number, place: number): Use {
    return { id: this.#rows.idOf(row), at: this.#rows.lastUsedAt(row), address: this.#addresses[place] ?? null };
  }

  #isWaiting(row: number): boolean {
    return this.#rows.useNumber(row) >= this.#firstListed + this.#taken;
  }

  #placeOf(row: number): number {
    return this.#rows.useNumber(row) - this.#firstListed;
  }
}
