/**
 * Requests run side by side, but one that changes the token runs alone: whatever came with the old one after it would be
 * refused as signed out.
 */
export class Turns {
  readonly #running = new Set<Promise<unknown>>();
  #alone: Promise<unknown> | null = null;

  async beside<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#alone !== null) await this.#alone;
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#alone !== null) await this.#alone;
    const running = Promise.allSettled(this.#running).then(work);
    this.#alone = running.catch(() => undefined);
    try {
      return await running;
    } finally {
      this.#alone = null;
    }
  }
}
