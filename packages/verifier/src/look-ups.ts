import type { LookedUp, LookedUpAll, VerifierStore } from '@rollcall/core';
import type { VerifierLog } from './log.ts';
import { type Timers, within } from './time.ts';

interface Question {
  readonly key: string;
  /** Its place in the order of all starts, of questions and of those who ask; `Infinity` until it is sent. */
  started: number;
  /** `null` where the store did not answer in time. Never rejects. */
  readonly answer: Promise<LookedUp | null>;
  isSettled: boolean;
  readonly settle: (answer: LookedUp | null) => void;
}

/** Enough to keep the store at work while answers travel; what comes meanwhile goes together in the next query. */
const mostQueries = 2;
const mostInQuery = 256;
/** More than a store answers within anybody's patience: whoever comes beyond would wait for nothing, and take memory. */
const mostWaiting = 10_000;

/**
 * Asks the store about tokens, one question at a time for each, and many in one query where many come at once. Whoever
 * comes while a question is under way shares its answer, but only where that is as good as an answer of their own: the
 * store may have looked before they came.
 */
export class LookUps {
  readonly #store: Pick<VerifierStore, 'lookUpAll'>;
  readonly #timers: Timers;
  readonly #patienceMs: number;
  readonly #log: VerifierLog;
  readonly #questions = new Map<string, Question>();
  /** Questions that are not sent yet, and some that were given up before they were. */
  #waiting: Question[] = [];
  #queries = 0;
  #starts = 0;
  /** At the end of this turn. */
  #isSending = false;
  #failing = false;
  #isFull = false;

  constructor(store: Pick<VerifierStore, 'lookUpAll'>, timers: Timers, patienceMs: number, log: VerifierLog) {
    this.#store = store;
    this.#timers = timers;
    this.#patienceMs = patienceMs;
    this.#log = log;
  }

  /**
   * What the store showed after the call, or earlier where the answer's epoch is at least `oldestEpoch`: with a lease
   * held, every confirmed revocation is in the epoch applied by now. `null` where the store is out of reach, does not answer
   * in time, or where too many wait for it already.
   */
  async read(key: string, oldestEpoch: number): Promise<LookedUp | null> {
    const came = ++this.#starts;
    for (;;) {
      const question = this.#questions.get(key) ?? this.#ask(key);
      const answer = question === null ? null : await question.answer;
      if (question === null || answer === null || question.started > came || answer.epoch >= oldestEpoch) return answer;
    }
  }

  /** `null` where there is no room for one more. */
  #ask(key: string): Question | null {
    if (this.#waiting.length >= mostWaiting) return this.#hasNoRoom();
    const { promise, resolve } = Promise.withResolvers<LookedUp | null>();
    // From now on and not from when it is sent: whoever waits does not care what for.
    const stopWaiting = this.#timers.after(this.#patienceMs, () => question.settle(null));
    const question: Question = {
      key,
      started: Number.POSITIVE_INFINITY,
      answer: promise,
      isSettled: false,
      settle: (answer) => {
        if (question.isSettled) return;
        question.isSettled = true;
        stopWaiting();
        this.#questions.delete(key);
        resolve(answer);
      },
    };
    this.#questions.set(key, question);
    this.#waiting.push(question);
    this.#sendSoon();
    return question;
  }

  #hasNoRoom(): null {
    if (!this.#isFull) this.#log.warn({ waiting: mostWaiting }, 'Too many wait for the store; more are refused.');
    this.#isFull = true;
    return null;
  }

  /** What comes in the same turn goes in the same query: the first of many would go alone. */
  #sendSoon(): void {
    if (this.#isSending || this.#queries === mostQueries) return;
    this.#isSending = true;
    this.#timers.atEndOfTurn(() => {
      this.#isSending = false;
      this.#send();
    });
  }

  #send(): void {
    while (this.#waiting.length > 0 && this.#queries < mostQueries) {
      const questions = this.#waiting.splice(0, mostInQuery).filter(({ isSettled }) => !isSettled);
      if (questions.length > 0) void this.#query(questions);
    }
    if (this.#waiting.length === 0) this.#isFull = false;
  }

  /** Whatever comes of it, everybody gets an answer and the next may ask. */
  async #query(questions: readonly Question[]): Promise<void> {
    this.#queries += 1;
    const started = ++this.#starts;
    for (const question of questions) question.started = started;
    const found = await this.#answer(questions);
    this.#queries -= 1;
    for (const [place, { settle }] of questions.entries()) {
      settle(found === null ? null : { epoch: found.epoch, credential: found.credentials[place] ?? null });
    }
    this.#send();
  }

  async #answer(questions: readonly Question[]): Promise<LookedUpAll | null> {
    try {
      const found = await within(this.#patienceMs, this.#timers, this.#lookUpAll(questions));
      this.#failing = false;
      return found;
    } catch (error) {
      if (!this.#failing)
        this.#log.warn({ err: error }, 'The store cannot be read; what memory does not know is refused.');
      this.#failing = true;
      return null;
    }
  }

  /** A function of its own so that a store that throws at once rejects too. */
  async #lookUpAll(questions: readonly Question[]): Promise<LookedUpAll> {
    return this.#store.lookUpAll(questions.map(({ key }) => Buffer.from(key, 'latin1')));
  }
}
