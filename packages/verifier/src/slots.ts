const firstSize = 1_024;

/**
 * Numbers for accounts or organizations. Whatever hangs on one carries its number, so that ending them all is marking one
 * byte. A number is given out again only when nothing carries it any more.
 */
export class Slots {
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];
  #alive = new Uint8Array(firstSize);
  #carriers = new Uint32Array(firstSize);
  #next = 0;

  isAlive(slot: number): boolean {
    return this.#alive[slot] === 1;
  }

  /** The number of that id for one more carrier. */
  take(id: string): number {
    const slot = this.#numbers.get(id) ?? this.#open(id);
    this.#carriers[slot] = (this.#carriers[slot] ?? 0) + 1;
    return slot;
  }

  /** One carrier less. */
  release(id: string, slot: number): void {
    const left = (this.#carriers[slot] ?? 0) - 1;
    this.#carriers[slot] = left;
    if (left > 0) return;
    if (this.#numbers.get(id) === slot) this.#numbers.delete(id);
    this.#free.push(slot);
  }

  /** Ends all that carry it now; what comes afterwards gets a new number. Returns 0 where nothing carries it, else 1. */
  end(id: string): 0 | 1 {
    const slot = this.#numbers.get(id);
    if (slot === undefined) return 0;
    this.#alive[slot] = 0;
    this.#numbers.delete(id);
    return 1;
  }

  clear(): void {
    this.#numbers.clear();
    this.#free.length = 0;
    this.#alive = new Uint8Array(firstSize);
    this.#carriers = new Uint32Array(firstSize);
    this.#next = 0;
  }

  #open(id: string): number {
    const slot = this.#free.pop() ?? this.#next++;
    if (slot >= this.#alive.length) this.#grow();
    this.#alive[slot] = 1;
    this.#numbers.set(id, slot);
    return slot;
  }

  #grow(): void {
    const alive = new Uint8Array(this.#alive.length * 2);
    alive.set(this.#alive);
    this.#alive = alive;
    const carriers = new Uint32Array(alive.length);
    carriers.set(this.#carriers);
    this.#carriers = carriers;
  }
}
