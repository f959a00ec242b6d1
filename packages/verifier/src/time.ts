import { uptime } from 'node:os';

/**
 * Clocks that tell how much time has passed, in milliseconds from any beginning. None is enough by itself: the monotonic
 * clock stands still while the machine is suspended, and the wall clock can be set back.
 */
export interface Elapsed {
  monotonic(): number;
  /** Runs on through suspension, but costs microseconds to read: never on verify's path. */
  uptime(): number;
}

export const systemElapsed: Elapsed = {
  monotonic: () => performance.now(),
  uptime: () => uptime() * 1_000,
};

export interface Timers {
  /** Calls back once after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Calls back when everything that has come in this turn of the event loop has been looked at. */
  atEndOfTurn(callback: () => void): void;
}

const atEndOfTurn = (callback: () => void): void => void setImmediate(callback);

/** For what goes on in the background: it keeps no process alive. */
export const backgroundTimers: Timers = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
  atEndOfTurn,
};

/** For what somebody waits for. */
export const waitingTimers: Timers = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  atEndOfTurn,
};

class TimedOut extends Error {
  constructor(milliseconds: number) {
    super(`No answer within ${milliseconds} ms.`);
    this.name = 'TimedOut';
  }
}

/** Rejects with `TimedOut` where the answer takes longer; an answer that comes later is dropped. */
export function within<Answer>(milliseconds: number, timers: Timers, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(milliseconds, () => reject(new TimedOut(milliseconds)));
    answer.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}
