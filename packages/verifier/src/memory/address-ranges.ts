import { isInRanges, type ReadRange, readRanges } from '@rollcall/core';

/** Ranges that were read, and addresses that were compared with them: comparing costs more than all else of verifying. */
interface Known {
  readonly ranges: readonly ReadRange[];
  readonly answers: Map<string, boolean>;
}

const mostAddresses = 10_000;
const mostRanges = 10_000;

/**
 * From where the credentials in memory may be used. Each row has the number of its ranges, so that those of an organization are
 * read once; 0 is none, which is anywhere. What a policy had before stays until memory is cleared.
 */
export class AddressRanges {
  readonly #numbers = new Map<string, number>();
  readonly #known: Known[] = [];

  /** There is no room for others: memory has to be cleared first. */
  get isFull(): boolean {
    return this.#known.length >= mostRanges;
  }

  numberOf(ranges: readonly string[]): number {
    if (ranges.length === 0) return 0;
    const text = ranges.join();
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#known.push({ ranges: readRanges(ranges), answers: new Map() });
    this.#numbers.set(text, number);
    return number;
  }

  /** An address that is not known is in none. */
  contain(number: number, address: string | null): boolean {
    if (number === 0) return true;
    const known = this.#known[number - 1];
    if (known === undefined || address === null) return false;
    const before = known.answers.get(address);
    if (before !== undefined) return before;
    if (known.answers.size >= mostAddresses) known.answers.clear();
    const answer = isInRanges(known.ranges, address);
    known.answers.set(address, answer);
    return answer;
  }

  clear(): void {
    this.#numbers.clear();
    this.#known.length = 0;
  }
}
