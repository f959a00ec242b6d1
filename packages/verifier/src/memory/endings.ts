import { hashOfText } from './text-hash.ts';

/** 4 MB at most: what is never read or written takes no room. A power of two. */
const counters = 2 ** 20;

/**
 * Counts how often accounts and organizations have ended. Whatever hangs on one is stamped with the count when it enters
 * memory and is dead once the count has moved on, so that ending them all is adding one. Ids share counters by chance:
 * then something else leaves memory with them, and is read from the store again.
 */
export class Endings {
  readonly #counts = new Uint32Array(counters);

  counterOf(id: string): number {
    return hashOfText(id) & (counters - 1);
  }

  /** Counts only rise: the sum stays the same exactly as long as both do. */
  stampOf(counter: number, other: number): number {
    return ((this.#counts[counter] ?? 0) + (this.#counts[other] ?? 0)) >>> 0;
  }

  end(id: string): void {
    const counter = this.counterOf(id);
    this.#counts[counter] = (this.#counts[counter] ?? 0) + 1;
  }
}
