import type { Clock } from '@rollcall/core';
import type { Elapsed } from './time.ts';

/** When something was sent, by every clock there is. */
export interface SentAt {
  readonly monotonic: number;
  readonly wall: number;
  readonly uptime: number;
}

/**
 * Until when memory may be trusted. It ends when the first of the clocks says so, so that neither a wall clock set back
 * nor a suspended machine prolongs it. Both together are noticed at the next sync (a third of a lease later at most): the
 * uptime that tells them costs more to read than all the rest of verify.
 */
export class Lease {
  readonly #elapsed: Elapsed;
  readonly #clock: Clock;
  readonly #lengthMs: number;
  #endsMonotonic = Number.NEGATIVE_INFINITY;
  #endsWall = Number.NEGATIVE_INFINITY;

  constructor(elapsed: Elapsed, clock: Clock, lengthMs: number) {
    this.#elapsed = elapsed;
    this.#clock = clock;
    this.#lengthMs = lengthMs;
  }

  /** On verify's path: `now` is the wall clock as the caller has just read it. */
  holds(now: number): boolean {
    return this.#elapsed.monotonic() < this.#endsMonotonic && now < this.#endsWall;
  }

  /** To be called before the request leaves. */
  mark(): SentAt {
    return {
      monotonic: this.#elapsed.monotonic(),
      wall: this.#clock.now(),
      uptime: this.#elapsed.uptime(),
    };
  }

  /** Counts from the sending: what the store said was true no later than that plus the way there. */
  renew(sentAt: SentAt): void {
    const here = this.mark();
    const passed = Math.max(here.monotonic - sentAt.monotonic, here.wall - sentAt.wall, here.uptime - sentAt.uptime);
    this.#endsMonotonic = here.monotonic + this.#lengthMs - passed;
    this.#endsWall = here.wall + this.#lengthMs - passed;
  }

  end(): void {
    this.#endsMonotonic = Number.NEGATIVE_INFINITY;
    this.#endsWall = Number.NEGATIVE_INFINITY;
  }
}
