import type { LookedUp, LookedUpAll, VerifierStore } from '@rollcall/core';
import type { VerifierLog } from './log.ts';
import { type Timers, within } from './time.ts';

interface Question {
  readonly key: string;
  /** Its place in the order of all starts, of questions and of those who ask; `Infinity` until it is sent. */
  started: number;
  /** `null` where the store did not answer. Never rejects. */
  readonly answer: Promise<LookedUp | null>;
  readonly settle: (answer: LookedUp | null) => void;
}

/** Enough to keep the store at work while answers travel; what comes meanwhile goes together in the next query. */
const mostQueries = 2;
const mostInQuery = 256;

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
  /** Questions that are not sent yet. */
  #waiting: Question[] = [];
  #queries = 0;
  #starts = 0;
  #failing = false;

  constructor(store: Pick<VerifierStore, 'lookUpAll'>, timers: Timers, patienceMs: number, log: VerifierLog) {
    this.#store = store;
    this.#timers = timers;
    this.#patienceMs = patienceMs;
    this.#log = log;
  }

  /**
   * What the store showed after the call, or earlier where the answer's epoch is at least `oldestEpoch`: with a lease
   * held, every confirmed revocation is in the epoch applied by now. `null` where the store is out of reach.
   */
  async read(key: string, oldestEpoch: number): Promise<LookedUp | null> {
    const came = ++this.#starts;
    for (;;) {
      const question = this.#questions.get(key) ?? this.#ask(key);
      const answer = await question.answer;
      if (answer === null || question.started > came || answer.epoch >= oldestEpoch) return answer;
    }
  }

  #ask(key: string): Question {
    const { promise, resolve } = Promise.withResolvers<LookedUp | null>();
    const question: Question = { key, started: Number.POSITIVE_INFINITY, answer: promise, settle: resolve };
    this.#questions.set(key, question);
    this.#waiting.push(question);
    this.#send();
    return question;
  }

  #send(): void {
    while (this.#waiting.length > 0 && this.#queries < mostQueries)
      void this.#query(this.#waiting.splice(0, mostInQuery));
  }

  /** Whatever comes of it, everybody gets an answer and the next may ask. */
  async #query(questions: readonly Question[]): Promise<void> {
    this.#queries += 1;
    const started = ++this.#starts;
    for (const question of questions) question.started = started;
    const found = await this.#answer(questions);
    this.#queries -= 1;
    for (const [place, { key, settle }] of questions.entries()) {
      this.#questions.delete(key);
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
