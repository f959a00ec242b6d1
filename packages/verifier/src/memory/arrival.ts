/** No row: beyond the last one, and 0 in memory that nobody has written to. */
const none = 0;

/** Which row is free, and in which order the others were taken. Rows count from one here, so that 0 can mean none. */
export class Arrival {
  readonly #older: Uint32Array;
  readonly #newer: Uint32Array;
  #oldest = none;
  #newest = none;
  /** Rows given back, one behind the other by `newer`. */
  #free = none;
  #everTaken = 0;
  #size = 0;

  constructor(mostRows: number) {
    this.#older = new Uint32Array(mostRows + 1);
    this.#newer = new Uint32Array(mostRows + 1);
  }

  get size(): number {
    return this.#size;
  }

  /** How many rows were ever in use: those beyond have never been written to. */
  get everTaken(): number {
    return this.#everTaken;
  }

  /** The row that was taken longest ago. Only where one is. */
  get oldest(): number {
    return this.#oldest - 1;
  }

  /** Only where one is. */
  get nextFree(): number {
    return this.#free === none ? this.#everTaken : this.#free - 1;
  }

  /** Takes the next free row. */
  take(): void {
    const row = this.nextFree + 1;
    if (this.#free === none) this.#everTaken += 1;
    else this.#free = this.#newer[row] ?? none;
    this.#older[row] = this.#newest;
    this.#newer[row] = none;
    if (this.#newest === none) this.#oldest = row;
    else this.#newer[this.#newest] = row;
    this.#newest = row;
    this.#size += 1;
  }

  giveBack(index: number): void {
    const row = index + 1;
    const older = this.#older[row] ?? none;
    const newer = this.#newer[row] ?? none;
    if (older === none) this.#oldest = newer;
    else this.#newer[older] = newer;
    if (newer === none) this.#newest = older;
    else this.#older[newer] = older;
    this.#newer[row] = this.#free;
    this.#free = row;
    this.#size -= 1;
  }

  clear(): void {
    this.#oldest = none;
    this.#newest = none;
    this.#free = none;
    this.#everTaken = 0;
    this.#size = 0;
  }
}
