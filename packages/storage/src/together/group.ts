import { Refusal } from '@rollcall/core';
import { type Connection, ranks, type Statement } from '../connection.ts';

type Work<Result> = (on: Connection) => Promise<Result>;

/** A question that waits for the others. */
interface Question {
  readonly member: Member;
  readonly statement: Statement<never, unknown>;
  readonly values: never;
  /** Empty where nothing is claimed. */
  readonly claimed: string;
  readonly answered: (rows: unknown[]) => void;
  readonly failed: (error: unknown) => void;
}

interface Claimant extends Pick<Question, 'member' | 'failed'> {
  readonly key: string;
  readonly granted: () => void;
}

/** Nothing of the group may be committed: one of them failed after it had written, or they wait for each other. */
class Spoiled extends Error {}

/**
 * Several pieces of work in one transaction, in step: each runs until it asks the store something, and when all have asked,
 * questions that are the same become one. So a hundred births take as many statements as one.
 */
export class Group {
  readonly #on: Connection;
  /** Members that neither wait for an answer nor are done. */
  #busy = 0;
  #questions: Question[] = [];
  #claimants: Claimant[] = [];
  readonly #claims = new Map<string, Member>();
  #isSpoiled = false;

  constructor(on: Connection) {
    this.#on = on;
  }

  /** What became of each. Throws where nothing of it may be committed. */
  async run<Result>(works: readonly Work<Result>[]): Promise<PromiseSettledResult<Result>[]> {
    this.#busy = works.length;
    const settled = await Promise.allSettled(works.map((work) => this.#runOne(work)));
    if (this.#isSpoiled) throw new Spoiled('What shared a transaction has to run again, one by one.');
    return settled;
  }

  async #runOne<Result>(work: Work<Result>): Promise<Result> {
    const ask = (...question: [Statement<never, unknown>, never]) => this.#ask(member, ...question);
    const member: Member = new Member(this.#on, ask as unknown as NonNullable<Connection['ask']>);
    try {
      return await work(member);
    } catch (error) {
      // A refusal before anything was written leaves nothing behind, and the others alone.
      if (!(error instanceof Refusal) || member.hasWritten) this.#spoil();
      throw error;
    } finally {
      this.#release(member);
      this.#pauses();
    }
  }

  #ask<Values>(member: Member, statement: Statement<Values, unknown>, values: Values): Promise<unknown[]> {
    if (statement.writes) member.hasWritten = true;
    const claimed = statement.claim?.(values) ?? '';
    // Whoever waits for the epoch has changed all rows that it will, and the next may have what it claimed.
    if (statement.rank === 'epoch') this.#release(member);
    const question = () =>
      new Promise<unknown[]>((answered, failed) => {
        const asked = { member, statement, values: values as never, claimed, answered, failed };
        this.#waits(member, () => this.#questions.push(asked), failed);
      });
    return claimed === '' || this.#takes(member, claimed) ? question() : this.#granted(member, claimed).then(question);
  }

  /** Whether it is free, or the member's already. */
  #takes(member: Member, key: string): boolean {
    const holder = this.#claims.get(key);
    if (holder === undefined) this.#give(member, key);
    return holder === undefined || holder === member;
  }

  #give(member: Member, key: string): void {
    this.#claims.set(key, member);
    member.claims.push(key);
  }

  #granted(member: Member, key: string): Promise<void> {
    return new Promise((granted, failed) => {
      this.#waits(member, () => this.#claimants.push({ member, key, granted, failed }), failed);
    });
  }

  #release(member: Member): void {
    for (const key of member.claims.splice(0)) {
      this.#claims.delete(key);
      const next = this.#claimants.find((claimant) => claimant.key === key);
      if (next === undefined) continue;
      this.#claimants = this.#claimants.filter((claimant) => claimant !== next);
      this.#give(next.member, key);
      this.#goesOn(next.member);
      next.granted();
    }
  }

  #waits(member: Member, queue: () => void, failed: (error: unknown) => void): void {
    if (this.#isSpoiled) {
      failed(new Spoiled());
      return;
    }
    queue();
    member.waitsFor += 1;
    if (member.waitsFor === 1) this.#pauses();
  }

  #goesOn(member: Member): void {
    member.waitsFor -= 1;
    if (member.waitsFor === 0) this.#busy += 1;
  }

  #pauses(): void {
    this.#busy -= 1;
    this.#goOnAsking();
  }

  /** When all pause, what has the lowest rank is asked. */
  #goOnAsking(): void {
    if (this.#busy > 0) return;
    const rank = ranks.find((rank) => this.#questions.some(({ statement }) => statement.rank === rank));
    if (rank === undefined) {
      if (this.#claimants.length > 0) this.#spoil();
      return;
    }
    const now = this.#questions.filter(({ statement }) => statement.rank === rank).sort(byClaim);
    this.#questions = this.#questions.filter(({ statement }) => statement.rank !== rank);
    void this.#answer(now);
  }

  async #answer(questions: readonly Question[]): Promise<void> {
    const answers: { question: Question; rows: unknown[] }[] = [];
    try {
      for (const same of Map.groupBy(questions, ({ statement }) => statement).values()) {
        const rows = await this.#askTheStore(same);
        for (const [index, question] of same.entries()) answers.push({ question, rows: rows[index] ?? [] });
      }
    } catch (error) {
      this.#questions.push(...questions);
      this.#spoil(error);
      return;
    }
    for (const { question } of answers) this.#goesOn(question.member);
    for (const { question, rows } of answers) question.answered(rows);
    // Nobody may go on: whoever asked several things at once waits for the others still.
    this.#goOnAsking();
  }

  async #askTheStore(same: readonly Question[]): Promise<readonly unknown[][]> {
    const [first] = same;
    if (first !== undefined && same.length > 1 && this.#on.dialect.isRemote) {
      return first.statement.many(
        this.#on,
        same.map(({ values }) => values),
      );
    }
    const answers: unknown[][] = [];
    for (const { statement, values } of same) answers.push(await statement.one(this.#on, values));
    return answers;
  }

  #spoil(error: unknown = new Spoiled()): void {
    this.#isSpoiled = true;
    const waiting = [...this.#questions, ...this.#claimants];
    this.#questions = [];
    this.#claimants = [];
    for (const { member } of waiting) this.#goesOn(member);
    for (const { failed } of waiting) failed(error);
  }
}

/** Rows are locked in the order of their ids, or two groups wait for each other in a circle. */
function byClaim(one: Question, other: Question): number {
  return one.claimed < other.claimed ? -1 : Number(one.claimed > other.claimed);
}

/** One of them: what it asks, it asks with the others; whatever else it does with the store counts as writing. */
class Member implements Connection {
  readonly #on: Connection;
  readonly dialect: Connection['dialect'];
  readonly ask: NonNullable<Connection['ask']>;
  hasWritten = false;
  /** What it holds for itself. */
  readonly claims: string[] = [];
  /** How many answers it waits for. */
  waitsFor = 0;

  constructor(on: Connection, ask: NonNullable<Connection['ask']>) {
    this.#on = on;
    this.dialect = on.dialect;
    this.ask = ask;
  }

  get db(): Connection['db'] {
    this.hasWritten = true;
    return this.#on.db;
  }
}
