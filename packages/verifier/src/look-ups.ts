import type { LookedUp, VerifierStore } from '@rollcall/core';
import type { VerifierLog } from './log.ts';
import { type Timers, within } from './time.ts';

interface Question {
  /** Its place in the order of all starts: of questions, and of those who ask. */
  readonly started: number;
  /** `null` where the store did not answer. Never rejects. */
  readonly answer: Promise<LookedUp | null>;
}

/**
 * Asks the store about a token, one question at a time for each. Whoever comes while the question is under way shares
 * its answer, but only where that is as good as an answer of their own: the store may have looked before they came.
 */
export class LookUps {
  readonly #store: Pick<VerifierStore, 'lookUp'>;
  readonly #timers: Timers;
  readonly #patienceMs: number;
  readonly #log: VerifierLog;
  readonly #questions = new Map<string, Question>();
  #starts = 0;
  #failing = false;

  constructor(store: Pick<VerifierStore, 'lookUp'>, timers: Timers, patienceMs: number, log: VerifierLog) {
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
    const question: Question = { started: ++this.#starts, answer: this.#answer(key) };
    this.#questions.set(key, question);
    return question;
  }

  async #answer(key: string): Promise<LookedUp | null> {
    try {
      const answer = await within(this.#patienceMs, this.#timers, this.#lookUp(key));
      this.#failing = false;
      return answer;
    } catch (error) {
      if (!this.#failing)
        this.#log.warn({ err: error }, 'The store cannot be read; what memory does not know is refused.');
      this.#failing = true;
      return null;
    } finally {
      this.#questions.delete(key);
    }
  }

  /** A function of its own so that a store that throws at once rejects too, and no earlier than in the next turn. */
  async #lookUp(key: string): Promise<LookedUp> {
    return this.#store.lookUp(Buffer.from(key, 'latin1'));
  }
}
