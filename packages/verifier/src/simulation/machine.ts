import type { Clock } from '@rollcall/core';
import type { Elapsed, Timers } from '../time.ts';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

const beginning = Date.UTC(2026, 0, 15, 12);

/** Lets everything that follows from what has happened happen, as far as it needs no time. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A machine with clocks and timers of its own, in a time that passes only when a test lets it. */
export class Machine implements Clock, Elapsed, Timers {
  /** How fast its clocks run. */
  readonly #rate: number;
  readonly #timers = new Set<Timer>();
  /** Whether several calls come in one turn of its event loop; otherwise each has one of its own. */
  hasLongTurns = false;
  #monotonic = 1_000;
  #wall = beginning;
  #uptime = 50_000;

  constructor(rate = 1) {
    this.#rate = rate;
  }

  now(): number {
    return Math.floor(this.#wall);
  }

  monotonic(): number {
    return this.#monotonic;
  }

  uptime(): number {
    return this.#uptime;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer: Timer = { due: this.#monotonic + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  atEndOfTurn(callback: () => void): void {
    if (this.hasLongTurns) setImmediate(callback);
    else callback();
  }

  /** Time passes and timers fire, each in its turn. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#monotonic + milliseconds * this.#rate;
    for (let next = this.#nextDue(until); next !== undefined; next = this.#nextDue(until)) {
      this.#advance(Math.max(0, next.due - this.#monotonic));
      this.#timers.delete(next);
      next.callback();
      await settled();
    }
    this.#advance(until - this.#monotonic);
  }

  /** SIGSTOP: time passes and nothing runs. What was due fires with the next `pass`. */
  stall(milliseconds: number): void {
    this.#advance(milliseconds * this.#rate);
  }

  /** The whole machine sleeps: its monotonic clock stands still, the others do not. */
  suspend(milliseconds: number): void {
    this.#wall += milliseconds;
    this.#uptime += milliseconds;
  }

  setWallClock(byMilliseconds: number): void {
    this.#wall += byMilliseconds;
  }

  get hasTimers(): boolean {
    return this.#timers.size > 0;
  }

  #advance(milliseconds: number): void {
    this.#monotonic += milliseconds;
    this.#wall += milliseconds;
    this.#uptime += milliseconds;
  }

  #nextDue(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (timer.due <= until && timer.due < (next?.due ?? Infinity)) next = timer;
    return next;
  }
}
